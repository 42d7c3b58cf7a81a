/** Lessons, executed by real kernels. */
import { execFile } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer, type AddressInfo, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { courseFolder, venvCommand } from "async-lab/course";
import { makeLesson } from "../testing/lesson.js";
import { execute, type ExecuteOptions } from "./index.js";

const patienceMs = 300_000;

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "async-lab-execute-"))));
afterEach(() => rmSync(folder, { recursive: true }));

beforeAll(async () => {
  const compiler = join(courseFolder(), "node_modules", "typescript", "bin", "tsc");
  const project = join(courseFolder(), "packages", "materials", "tsconfig.build.json");
  await promisify(execFile)(process.execPath, [compiler, "-b", project]);
}, patienceMs);

const options = (given: Partial<ExecuteOptions> = {}): ExecuteOptions => ({
  course: courseFolder(),
  cacheFolder: join(folder, "cache"),
  python: venvCommand("python"),
  signal: new AbortController().signal,
  onProgress: () => undefined,
  ...given,
});

const scheduled = makeLesson("02-all-at-once", [
  ["# All at once"],
  ['import { practiceApi, record, timeline } from "async-lab";\nimport got from "got";'],
  ["const api = await practiceApi();\nconst urls = api.urls(20, { delay: 2 });\nurls[0];"],
  ['const all = await record("all at once", () => Promise.all(urls.map((url) => got(url).json())));'],
  ["timeline(all);"],
  ["const pending = got(urls[0]);\nconsole.log(Math.random(), all.totalMs, pending instanceof Promise);"],
  ["(await pending).statusCode;"],
  ['await got(api.url("/status/404"));', "raises-exception"],
  ['console.log(await got(urls[0]).then(() => "real"));', "real-time"],
  ["await new Promise((resolve) => setTimeout(resolve, 600_000));"],
]);

test(
  "what runs in virtual time gives the same bytes twice, and is kept",
  { timeout: patienceMs },
  async () => {
    const [first] = await execute([scheduled], options());
    const [second] = await execute([scheduled], options({ cacheFolder: join(folder, "another") }));
    expect(JSON.stringify(second)).toBe(JSON.stringify(first));
    expect(first?.cells.map(({ outputs }) => outputs.map((output) => output.kind))).toEqual([
      ...[[], [], ["text"], ["html"], ["chart"], ["text"], ["text"], ["error"], ["text"], []],
    ]);
    expect(first?.cells[2]?.outputs).toMatchObject([
      { text: "http://127.0.0.1:8080/r/k7Qm2xWd/countries/AFG?delay=2" },
    ]);
    expect(first?.cells[4]?.outputs).toMatchObject([
      { description: expect.stringContaining("2.00 s") as string },
    ]);
    // No Python there: nothing runs again.
    expect(await execute([scheduled], options({ python: "/nowhere" }))).toEqual([first]);
  },
);

test("a cell that fails is named with its lesson, and nothing is kept", { timeout: patienceMs }, async () => {
  const lesson = makeLesson("05-two-clients", [["const x = 1;"], ['throw new Error("not today");']]);
  await expect(execute([lesson], options())).rejects.toThrow(
    'en/05-two-clients, cell 2 (throw new Error("not today");), in real time: Error: not today',
  );
  expect(readdirSync(folder)).toEqual([]);
});

test("a solution that a check does not call right is an error", { timeout: patienceMs }, async () => {
  const lesson = makeLesson("00-event-loop", [
    ['import { check } from "async-lab";'],
    ["const order: string[] = [];", "exercise"],
    ['await check("00-order", order);', "check"],
    ['<details>\n<summary>Solution</summary>\n\n```typescript\nconst order = ["A"];\n```\n\n</details>'],
  ]);
  await expect(execute([lesson], options())).rejects.toThrow(
    /cell 3 \(await check\("00-order", order\);\).*the check says: incorrect/,
  );
  expect(readdirSync(folder)).toEqual([]);
});

test("a cell that can never end in virtual time is told at once", { timeout: patienceMs }, async () => {
  const lesson = makeLesson("02-all-at-once", [["await new Promise(() => {});"]]);
  await expect(execute([lesson], options())).rejects.toThrow("cannot end in virtual time: nothing-left");
});

test("a kernel that dies is told", { timeout: patienceMs }, async () => {
  const lesson = makeLesson("05-two-clients", [["process.kill(process.pid, 9);"]]);
  await expect(execute([lesson], options())).rejects.toThrow("the kernel died");
});

test("an abort ends the kernels", { timeout: patienceMs }, async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const lesson = makeLesson("05-two-clients", [
    [`(await import("node:net")).connect(${port}, "127.0.0.1").on("error", () => {});`],
    ["await new Promise((resolve) => setTimeout(resolve, 90_000));"],
  ]);
  const controller = new AbortController();
  const executed = execute([lesson], options({ signal: controller.signal }));
  const rejected = expect(executed).rejects.toThrow("enough");
  const [kernel] = (await once(server, "connection")) as [Socket];
  // Its end is the kernel's.
  const ended = once(kernel.on("error", () => undefined).resume(), "close");
  controller.abort(new Error("enough"));
  await rejected;
  await ended;
  server.close();
  expect(readdirSync(folder)).toEqual([]);
});
