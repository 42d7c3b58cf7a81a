/** Every notebook of both languages through the real kernel: as handed out, solved, and against another server. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { courseFolder } from "../lib/notebook/index.js";
import { type Cell, findExercises, languages, type Lesson, readLessons, readSolution } from "./lessons.js";

const atOnce = 3;
/** Far more than it takes: a busy machine is no reason to fail. */
const PATIENCE_MS = 600_000;
const state = mkdtempSync(join(tmpdir(), "async-lab-notebooks-"));

interface Answer {
  readonly id: string;
  readonly status: "ok" | "error" | "aborted";
  readonly error: string;
  readonly outputs: readonly { readonly data?: Readonly<Record<string, string>> }[];
}

interface Result {
  readonly name: string;
  readonly seconds: number;
  readonly failure: string | null;
  readonly answers: readonly Answer[];
}

interface Job {
  readonly name: string;
  readonly lesson: Lesson;
  readonly solved: boolean;
  /** Against a server that is not the course's own. */
  readonly elsewhere: boolean;
  /** With no other notebook beside it: lesson 02 is measured. */
  readonly alone: boolean;
  readonly cells: readonly Cell[];
}

/** Run after the last cell: by how much lesson 02 found "all at once" faster. */
const speedUp: Cell = {
  id: "speed-up",
  type: "code",
  source: "oneByOne.totalMs / allAtOnce.totalMs",
  tags: [],
};

/** What the parameters that cost time are at most: pages and their delays, rounds, and how far to count. */
const atMost = { delay: 0.05, count: 10, second: 25, many: 100, upTo: 150_000 };

const lessons = languages.flatMap((language) => readLessons(language));
const portable = lessons.filter(({ language, name }) => language === "en" && /^0[12]-/.test(name));
const jobs = [...lessons.flatMap((lesson) => [handOut(lesson), solve(lesson)]), ...portable.map(goElsewhere)];
// The long ones first, so that none is left over at the end.
jobs.sort((a, b) => b.cells.length - a.cells.length);

/** In English at the lesson's own pace, which is measured; the same code in Spanish with small parameters. */
function handOut(lesson: Lesson): Job {
  const isMeasured = lesson.language === "en";
  const extra = isMeasured && lesson.name === "02-all-at-once" ? [speedUp] : [];
  const cells = [...(isMeasured ? codeOf(lesson) : codeOf(lesson).map(hurry)), ...extra];
  return {
    name: `${titleOf(lesson)}, as handed out`,
    lesson,
    solved: false,
    elsewhere: false,
    alone: extra.length > 0,
    cells,
  };
}

function solve(lesson: Lesson): Job {
  const exercises = findExercises(lesson);
  const solutions = new Map(exercises.map((exercise) => [exercise.starter, readSolution(exercise)]));
  const cells = codeOf(lesson).map((cell) => {
    const source = solutions.get(cell);
    return source === undefined ? hurry(cell) : { ...cell, source };
  });
  return { name: `${titleOf(lesson)}, solved`, lesson, solved: true, elsewhere: false, alone: false, cells };
}

function goElsewhere(lesson: Lesson): Job {
  const cells = codeOf(lesson).map(hurry);
  return {
    name: `${titleOf(lesson)}, against another server`,
    lesson,
    solved: false,
    elsewhere: true,
    alone: false,
    cells,
  };
}

function hurry(cell: Cell): Cell {
  if (!cell.tags.includes("parameters")) return cell;
  let { source } = cell;
  for (const [name, most] of Object.entries(atMost)) {
    source = source.replace(
      new RegExp(`(const ${name} = )([\\d._]+)`),
      (_, before: string, value: string) => `${before}${Math.min(Number(value.replaceAll("_", "")), most)}`,
    );
  }
  return { ...cell, source };
}

function titleOf({ language, name }: Lesson): string {
  return `${language}/${name}`;
}

function codeOf({ cells }: Lesson): Cell[] {
  return cells.filter(({ type }) => type === "code");
}

async function runAll(elsewhere: string): Promise<Result[]> {
  const venv = join(courseFolder(), ".venv");
  const windows = process.platform === "win32";
  const path = `${join(venv, windows ? "Scripts" : "bin")}${delimiter}${process.env["PATH"] ?? ""}`;
  // Files, not pipes: the kernels inherit them, and a kernel that ends would close a pipe for the others too.
  const task = join(state, "task.json");
  const answers = join(state, "answers.json");
  const log = join(state, "log.txt");
  const notebooks = jobs.map((job) => ({
    name: job.name,
    folder: job.lesson.folder,
    cells: job.cells,
    alone: job.alone,
    environment: { PRACTICE_API: job.elsewhere ? elsewhere : "" },
  }));
  writeFileSync(task, JSON.stringify({ atOnce, notebooks }));
  const output = openSync(log, "w");
  const script = join(courseFolder(), "test", "run_notebooks.py");
  const python = spawn("python", [script, task, answers], {
    env: { ...process.env, PATH: path, ASYNC_LAB_STATE: state, PYTHONUTF8: "1" },
    signal: AbortSignal.timeout(PATIENCE_MS),
    stdio: ["ignore", output, output],
  });
  try {
    await once(python, "exit");
    if (!existsSync(answers)) throw new Error(`run_notebooks.py failed:\n${readFileSync(log, "utf8")}`);
    return JSON.parse(readFileSync(answers, "utf8")) as Result[];
  } finally {
    python.kill();
    closeSync(output);
  }
}

/** The two pages of httpbin that the lessons ask for: `/delay/:seconds` and `/status/:code`. */
function answerLikeHttpbin({ url = "" }: IncomingMessage, response: ServerResponse): void {
  const [, page, value] = new URL(url, "http://localhost").pathname.split("/");
  response.statusCode = page === "status" ? Number(value) : 200;
  const answer = () => response.setHeader("content-type", "application/json").end(JSON.stringify({ url }));
  setTimeout(answer, page === "delay" ? Number(value) * 1000 : 0);
}

let results: ReadonlyMap<string, Result>;

beforeAll(async () => {
  const server = createServer(answerLikeHttpbin).listen(0, "127.0.0.1");
  await once(server, "listening");
  try {
    const { port } = server.address() as AddressInfo;
    results = new Map((await runAll(`http://127.0.0.1:${port}`)).map((result) => [result.name, result]));
  } finally {
    server.close();
    server.closeAllConnections();
  }
}, PATIENCE_MS + 20_000);

afterAll(async () => {
  const patience = AbortSignal.timeout(20_000);
  while (existsSync(join(state, "practice-api.json"))) await sleep(100, undefined, { signal: patience });
  rmSync(state, { recursive: true, force: true });
}, 30_000);

describe.each(jobs)("$name", ({ name, lesson, solved, cells }) => {
  const resultOf = () => results.get(name) ?? expect.fail(`${name} was not run`);

  test("every cell is answered ok, or fails as its tag says", () => {
    const { answers, failure } = resultOf();
    expect(failure).toBeNull();
    const expected = cells.map(({ id, tags }) => ({
      id,
      status: tags.includes("raises-exception") ? "error" : "ok",
    }));
    const answered = answers.map(({ id, status }) => ({ id, status }));
    expect(answered, tellErrors(answers)).toEqual(expected);
  });

  test(`every check says “${solved ? "right" : "not attempted"}”`, () => {
    const wanted = solved ? "right" : "not attempted";
    for (const { id, check } of findExercises(lesson)) {
      expect(readOutput(resultOf(), check.id, "text/html") ?? "no answer", id).toContain(
        `data-outcome="${wanted}"`,
      );
    }
  });
});

test.each(jobs.filter(({ cells }) => cells.includes(speedUp)))(
  "$name: all at once is at least 10 times faster than one by one",
  ({ name }) => {
    const result = results.get(name) ?? expect.fail(`${name} was not run`);
    expect(Number(readOutput(result, speedUp.id, "text/plain"))).toBeGreaterThanOrEqual(10);
  },
);

function readOutput({ answers }: Result, cell: string, type: string): string | undefined {
  // The last display: a progress bar may come before it.
  return answers.find(({ id }) => id === cell)?.outputs.findLast(({ data }) => data)?.data?.[type];
}

function tellErrors(answers: readonly Answer[]): string {
  return answers
    .filter(({ status }) => status !== "ok")
    .map(({ id, error }) => `${id}: ${error}`)
    .join("\n");
}
