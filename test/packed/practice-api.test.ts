/** The practice API from its tarball, in an empty folder with an empty home, and no course beside it. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { emptyEnvironment, pack, unpack } from "./pack.js";

const root = realpathSync(mkdtempSync(join(tmpdir(), "async-lab-packed-")));
const home = join(root, "home");
let installed: string;
let files: readonly string[];

beforeAll(async () => {
  const packed = await pack("practice-api", root);
  files = packed.files;
  installed = await unpack(packed.tarball, "@async-lab/practice-api", join(root, "app"));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

function manifest(): { readonly bin: Readonly<Record<string, string>>; readonly version: string } {
  return JSON.parse(readFileSync(join(installed, "package.json"), "utf8")) as ReturnType<typeof manifest>;
}

function start(...options: readonly string[]) {
  const program = join(installed, manifest().bin["practice-api"] ?? "");
  const child = spawn(process.execPath, [program, ...options], {
    cwd: join(root, "app"),
    env: emptyEnvironment(home),
  });
  onTestFinished(() => void child.kill());
  return child;
}

test("the tarball holds what runs, and a README", () => {
  expect(files.filter((path) => !path.startsWith("dist/")).sort()).toEqual([
    "LICENSE",
    "README.md",
    "package.json",
  ]);
  expect(files.filter((path) => /test|bench|tsbuildinfo/.test(path))).toEqual([]);
});

test("serves its docs page, and ends on Ctrl-C", async () => {
  const child = start("--port", "0");
  const [line] = (await once(createInterface(child.stdout), "line")) as [string];
  const address = /^The practice API answers at (http:\S+) .*; Ctrl-C ends it$/.exec(line)?.[1];
  const docs = await fetch(new URL("/docs/", address));
  expect(docs.status).toBe(200);
  expect(await docs.text()).toContain("Swagger UI");
  const pages = (await (await fetch(new URL("/openapi.json", address))).json()) as {
    info: { version: string };
    paths: object;
  };
  expect(pages.info.version).toBe(manifest().version);
  const readme = readFileSync(join(installed, "README.md"), "utf8");
  const listed = Object.keys(pages.paths).filter((path) => readme.includes(`\`${path}\``));
  expect(listed).toEqual(Object.keys(pages.paths));
  expect(listed).toContain("/delay/{seconds}");
  child.kill("SIGINT");
  expect(await once(child, "exit")).toEqual([0, null]);
  expect(readdirSync(home)).toEqual([]);
});

test.each([
  ["--help", 0, /^Usage: practice-api \[options\]\n/],
  ["--prot", 1, /^Unknown option '--prot': --help lists the options\n$/],
  ["--port=x", 1, /^--port must be a whole number from 0 to 65535, not "x"\n$/],
])("practice-api %s exits with %i", async (option, code, words) => {
  const child = start(option);
  const [out, errors, ended] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "exit"),
  ]);
  expect(ended).toEqual([code, null]);
  expect(out + errors).toMatch(words);
});

test("a program of that folder starts it and sees what it saw", async () => {
  const state = join(root, "state");
  const program = `
    const { practiceApi } = await import("@async-lab/practice-api");
    const api = await practiceApi({ stateFolder: ${JSON.stringify(state)} });
    await Promise.all(api.urls(3).map((url) => fetch(url).then((answer) => answer.json())));
    console.log((await api.observed()).requests);`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", program], {
    cwd: join(root, "app"),
    env: { ...emptyEnvironment(home), ASYNC_LAB_GRACE_MS: "0" },
  });
  onTestFinished(() => void child.kill());
  const [out, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
  expect(errors).toBe("");
  expect(out).toBe("3\n");
});
