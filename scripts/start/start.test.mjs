import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, onTestFinished, test } from "vitest";
import { findFreePort } from "./free-port.mjs";
import { keepToken } from "./kept-token.mjs";
import { readOptions } from "./options.mjs";

describe("the options of npm start", () => {
  test("have defaults", () => {
    expect(readOptions([], { LANG: "en_GB.UTF-8" })).toMatchObject({ lang: "en", port: 8888, browser: true });
  });
  test("take the language from the locale", () => {
    expect(readOptions([], { LANG: "es_AR.UTF-8" }).lang).toBe("es");
  });
  test("are read", () => {
    const options = readOptions(["--no-browser", "--port", "9000", "--lang=es"], {});
    expect(options).toMatchObject({ browser: false, port: 9000, lang: "es" });
  });
  test.each([
    [["--prot", "1"], /^Unknown option '--prot'\. `npm start -- --help` lists the options\.$/],
    [["--port", "http"], /^`--port` is a number from 1 to 65535, not `http`\.$/],
    [["--port", "70000"], /^`--port` is a number from 1 to 65535, not `70000`\.$/],
    [["--lang", "fr"], /^`--lang` is en or es, not `fr`\.$/],
    [["notebook"], /^Unexpected argument 'notebook'\. [^\n]*--help[^\n]*$/],
    [["--port"], /^Option '--port' needs a value\. [^\n]*--help[^\n]*$/],
    [["--lang", "--no-browser"], /^Option '--lang' needs a value\. [^\n]*--help[^\n]*$/],
    [["--no-browser=yes"], /^Option '--no-browser' takes no value\. [^\n]*--help[^\n]*$/],
  ])("%j is refused in one line", (args, message) => expect(() => readOptions(args, {})).toThrow(message));
});

const script = fileURLToPath(new URL("../cli.mjs", import.meta.url));

/** `npm start` on a system of this language. */
function start(args, LC_ALL = "C") {
  const env = { ...process.env, LC_ALL, ASYNC_LAB_LANGUAGE: "" };
  const { stdout, stderr, status } = spawnSync(process.execPath, [script, "start", ...args], {
    encoding: "utf8",
    env,
  });
  return { stdout, stderr, status };
}

test.each([
  ["Opens the course", ["--help"], "C"],
  ["Abre el curso", ["--help"], "es_AR.UTF-8"],
  ["Abre el curso", ["--help", "--lang", "es"], "C"],
])("%s: --help lists the options and starts nothing", (beginning, args, locale) => {
  const { stdout, stderr, status } = start(args, locale);
  expect(stdout).toContain(beginning);
  for (const option of ["--lang", "--port", "--no-browser", "--help"]) expect(stdout).toContain(option);
  expect([stderr, status]).toEqual(["", 0]);
});

test.each([
  ["C", "Unknown option '--prot'. `npm start -- --help` lists the options.\n"],
  ["es_AR.UTF-8", "No existe la opción '--prot'. `npm start -- --help` muestra las que hay.\n"],
])("a wrong option is one line on stderr, and exit code 1 (%s)", (locale, line) => {
  expect(start(["--prot"], locale)).toEqual({ stdout: "", stderr: line, status: 1 });
});

test.each(["127.0.0.1", "0.0.0.0"])(
  "a port in use on %s is named, and the next free one is taken",
  async (host) => {
    const server = createServer().listen(0, host);
    await once(server, "listening");
    const { port } = server.address();
    const used = [];
    try {
      const found = await findFreePort(port, (taken) => used.push(taken));
      expect(used[0]).toBe(port);
      expect(found).toBe(port + used.length);
    } finally {
      server.close();
    }
  },
);

describe("the token", () => {
  const create = () => {
    const folder = mkdtempSync(join(tmpdir(), "async-lab-token-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    return join(folder, "jupyter", "token");
  };

  test("is made once and kept, and nothing else is left", () => {
    const file = create();
    const token = keepToken(file);
    expect(token).toMatch(/^[0-9a-f]{48}$/);
    expect(keepToken(file)).toBe(token);
    expect(readdirSync(join(file, ".."))).toEqual(["token"]);
  });

  test.runIf(process.platform !== "win32")(
    "is for this user's eyes only, whatever became of its file",
    () => {
      const file = create();
      const token = keepToken(file);
      expect(statSync(file).mode & 0o777).toBe(0o600);
      chmodSync(file, 0o644);
      expect(keepToken(file)).toBe(token);
      expect(statSync(file).mode & 0o777).toBe(0o600);
    },
  );

  test.each(["", "\n", "0000", "a".repeat(49), "../../etc/passwd", "é".repeat(48)])(
    "is made anew where the file holds %j",
    (content) => {
      const file = create();
      keepToken(file);
      writeFileSync(file, content);
      expect(keepToken(file)).toMatch(/^[0-9a-f]{48}$/);
    },
  );
});
