import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { displaySymbol, setLanguage } from "@async-lab/notebook";
import { courseFolder } from "../../course-folder.js";
import { findExercises } from "../find-exercises.js";
import { showProgress } from "./command.js";
import { homeworkId, noteVerdict, progress, progressFile, readProgress } from "./index.js";

let state = "";

beforeEach(async () => {
  state = await mkdtemp(join(tmpdir(), "async-lab-progress-"));
  vi.stubEnv("ASYNC_LAB_STATE", state);
  setLanguage("en");
});

afterEach(async () => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  vi.useRealTimers();
  setLanguage("en");
  await rm(state, { recursive: true, force: true });
});

/** Every exercise, and the homework. */
const lineCount = (await findExercises()).length + 1;

async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ["", ""];
  const code = await showProgress(
    args,
    { write: (text) => (out += text) },
    { write: (text) => (err += text) },
  );
  return { code, out, err };
}

test("the first time of being solved is kept, whatever comes after", () => {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2026, 10, 1) });
  noteVerdict({ exercise: "02-all", outcome: "incorrect" });
  vi.setSystemTime(Date.UTC(2026, 10, 2));
  noteVerdict({ exercise: "02-all", outcome: "right" });
  vi.setSystemTime(Date.UTC(2026, 10, 3));
  noteVerdict({ exercise: "02-all", outcome: "error" });
  noteVerdict({ exercise: "02-all", outcome: "not attempted" });
  expect(readProgress().exercises["02-all"]).toEqual({
    outcome: "error",
    tries: 3,
    lastTried: "2026-11-03T00:00:00.000Z",
    firstSolved: "2026-11-02T00:00:00.000Z",
  });
});

test("it is for its owner's eyes only, and leaves nothing half-written behind", async () => {
  noteVerdict({ exercise: "02-all", outcome: "right" });
  const { mode } = await stat(progressFile());
  if (process.platform !== "win32") expect(mode & 0o077).toBe(0);
});

test.each(["{ half", "null", "[]", '{"version":1,"exercises":{"02-all":{"tries":"x"}},"predictions":{}}'])(
  "a damaged file is put aside, and one line says so: %s",
  async (text) => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
    await writeFile(progressFile(), text);
    noteVerdict({ exercise: "02-all", outcome: "right" });
    expect(readProgress().exercises["02-all"]?.tries).toBe(1);
    expect(await readFile(join(state, "progress.damaged.json"), "utf8")).toBe(text);
    expect(warn).toHaveBeenCalledOnce();
    expect(String(warn.mock.calls[0]?.[0])).toMatch(
      /progress\.json could not be read; it was put aside as .+/,
    );
    await writeFile(progressFile(), "again");
    expect(readProgress().exercises).toEqual({});
    expect(await readFile(join(state, "progress.damaged.json"), "utf8")).toBe(text);
    expect(await readFile(join(state, "progress.damaged-2.json"), "utf8")).toBe("again");
  },
);

test("several notebooks at once lose nothing", async () => {
  const notes = pathToFileURL(join(courseFolder(), "lib/dist/checks/progress/index.js")).href;
  const program = `const { noteVerdict, writePrediction } = await import(${JSON.stringify(notes)});
    for (let n = 0; n < 25; n += 1) {
      noteVerdict({ exercise: "02-all", outcome: "incorrect" });
      writePrediction(process.argv[1] + n, n);
    }`;
  const start = (name: string) =>
    promisify(execFile)(process.execPath, ["--input-type=module", "-e", program, name], {
      env: { ...process.env, ASYNC_LAB_STATE: state },
    });
  const ended = await Promise.all(["a", "b", "c"].map(start));
  expect(ended.map(({ stderr }) => stderr)).toEqual(["", "", ""]);
  const { exercises, predictions } = readProgress();
  expect(exercises["02-all"]?.tries).toBe(75);
  expect(Object.keys(predictions)).toHaveLength(75);
});

test("the table lists every exercise and the homework, solved or not", async () => {
  noteVerdict({ exercise: "02-all", outcome: "right" });
  noteVerdict({ exercise: "02-settled", outcome: "incorrect" });
  noteVerdict({ exercise: homeworkId, outcome: "incorrect" });
  const { code, out } = await run();
  expect(code).toBe(0);
  expect(out).toMatch(
    /^Your progress\n\nexercise +lesson +outcome +tries +first solved\n00-order +00 +Not attempted +0 +–\n/,
  );
  expect(out).toMatch(/\n02-all +02 +Right +1 +.*20\d\d.*\n/);
  expect(out).toMatch(/\n02-settled +02 +Not yet +1 +–\n/);
  expect(out).toMatch(/\n09-homework +09 +Not yet +1 +–\n/);
  expect(out).toContain(`1 of ${lineCount} exercises solved.`);
  expect(out).toContain(progressFile());
});

test.each([
  ["en", "Your progress", "1 of 3", "Right · 1 try", "1 of"],
  ["es", "Tu progreso", "1 de 3", "Correcto · 1 intento", "1 de"],
] as const)(
  "in a cell it is told by lesson, with links to the lessons beside it (%s)",
  async (spoken, ...told) => {
    setLanguage(spoken);
    noteVerdict({ exercise: "02-all", outcome: "right" });
    noteVerdict({ exercise: "02-settled", outcome: "incorrect" });
    for (const name of ["02-all-at-once.ipynb", "02-all-at-once.new.ipynb", "index.ipynb", "notes.txt"])
      await writeFile(join(state, name), "");
    vi.spyOn(process, "cwd").mockReturnValue(state);
    const report = await progress();
    expect(report).toMatchObject({ solved: 1 });
    expect(report.exercises).toHaveLength(lineCount);
    expect(String(report)).toBe((await run("--lang", spoken)).out);
    const html = (report[displaySymbol]() as Record<"text/html", string>)["text/html"];
    for (const text of told) expect(html).toContain(text);
    const [, row = ""] = /<tr data-lesson="02">(.*?)<\/tr>/.exec(html) ?? [];
    expect(row).toContain('<a href="02-all-at-once.ipynb">02-all-at-once</a>');
    expect(row.match(/data-outcome="[^"]+"/g)).toEqual([
      'data-outcome="right"',
      'data-outcome="not attempted"',
      'data-outcome="incorrect"',
    ]);
    expect(/<tr data-lesson="03">(.*?)<\/tr>/.exec(html)?.[1]).not.toContain("<a ");
  },
);

test("what may not be read is told in one line, and its cell does not fail", async () => {
  const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
  await mkdir(progressFile());
  expect(await progress()).toMatchObject({ solved: 0 });
  expect(warn).toHaveBeenCalledOnce();
  expect(String(warn.mock.calls[0]?.[0])).toMatch(/^Your progress could not be read in .*: EISDIR/);
});

test("a folder that is gone has no lessons to link to", async () => {
  vi.spyOn(process, "cwd").mockReturnValue(join(state, "gone"));
  expect(await progress()).toMatchObject({ solved: 0 });
});

test("--json, --lang and --help", async () => {
  noteVerdict({ exercise: "02-all", outcome: "right" });
  const lines = JSON.parse((await run("--json")).out) as unknown[];
  expect(lines).toHaveLength(lineCount);
  expect(lines).toContainEqual(expect.objectContaining({ exercise: "02-all", outcome: "right", tries: 1 }));
  expect((await run("--lang", "es")).out).toContain("Tu progreso");
  expect((await run("--lang=en")).out).toContain("Your progress");
  expect((await run("--help")).out).toMatch(/^Usage: npm run progress/);
});

test.each([
  [["--jason"], "progress: unknown option --jason; --help lists them\n"],
  [["02-all"], "progress: unknown option 02-all; --help lists them\n"],
  [["--lang", "fr"], "progress: --lang takes en or es, not fr\n"],
  [["--lang"], 'progress: --lang takes en or es, not ""\n'],
])("%j is answered in one line", async (args, line) => {
  expect(await run(...args)).toEqual({ code: 2, out: "", err: line });
});
