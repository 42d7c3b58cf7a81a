import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { findFreePort } from "./free-port.mjs";
import { readOptions } from "./options.mjs";

describe("the options of npm start", () => {
  test("have defaults", () => {
    expect(readOptions([], { LANG: "en_GB.UTF-8" })).toMatchObject({ lang: "en", port: 8888, browser: true });
  });
  test.each([
    [{ LANG: "es_AR.UTF-8" }, "es"],
    [{ LC_ALL: "C", LANG: "es_AR.UTF-8" }, "en"],
    [{ LC_MESSAGES: "es_ES.UTF-8", LANG: "en_US.UTF-8" }, "es"],
  ])("take the language from %o", (env, lang) => expect(readOptions([], env).lang).toBe(lang));
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
  ])("%j is refused in one line", (args, message) => expect(() => readOptions(args, {})).toThrow(message));
});

const script = fileURLToPath(new URL("../start.mjs", import.meta.url));

test("--help lists the options and starts nothing", () => {
  const { stdout, stderr, status } = spawnSync(process.execPath, [script, "--help"], { encoding: "utf8" });
  for (const option of ["--lang", "--port", "--no-browser", "--help"]) expect(stdout).toContain(option);
  expect([stderr, status]).toEqual(["", 0]);
});

test("a wrong option is one line on stderr, and exit code 1", () => {
  const { stdout, stderr, status } = spawnSync(process.execPath, [script, "--prot"], { encoding: "utf8" });
  expect(stderr).toBe("Unknown option '--prot'. `npm start -- --help` lists the options.\n");
  expect([stdout, status]).toEqual(["", 1]);
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
