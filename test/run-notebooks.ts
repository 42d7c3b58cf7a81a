/** Runs notebooks through the real kernel, several at a time, and tests what their cells were answered. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { courseFolder } from "async-lab/course";
import type { Job } from "./notebook-jobs.js";

/** Also on two cores: mostly they wait. */
const atOnce = 4;
/** Far more than it takes: a busy machine is no reason to fail. */
const PATIENCE_MS = 600_000;

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

/**
 * Runs the notebooks before the tests of a file, and adds the tests: every cell is answered as its tags say, and every
 * check finds its exercise as it was left.
 *
 * @param jobs which notebooks, and how
 * @example
 * testNotebooks(readLessons("en").map(handOut));
 */
export function testNotebooks(jobs: readonly Job[]): void {
  const state = mkdtempSync(join(tmpdir(), "async-lab-notebooks-"));
  const results = new Map<string, Result>();

  beforeAll(async () => {
    const server = createServer(answerLikeHttpbin).listen(0, "127.0.0.1");
    await once(server, "listening");
    try {
      const { port } = server.address() as AddressInfo;
      for (const result of await runAll(jobs, state, `http://127.0.0.1:${port}`))
        results.set(result.name, result);
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

  describe.each(jobs)("$name", ({ name, lesson, cells, verdicts }) => {
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

    test.each(verdicts)("$exercise is $outcome, in the notebook's language", ({ cell, outcome }) => {
      const verdict = readHtml(resultOf(), cell) ?? "no answer";
      expect(verdict).toContain(`data-outcome="${outcome}"`);
      expect(verdict).toContain(`lang="${lesson.language}"`);
    });
  });
}

async function runAll(jobs: readonly Job[], state: string, elsewhere: string): Promise<Result[]> {
  const venv = join(courseFolder(), ".venv");
  const windows = process.platform === "win32";
  const path = `${join(venv, windows ? "Scripts" : "bin")}${delimiter}${process.env["PATH"] ?? ""}`;
  // Files, not pipes: the kernels inherit them, and a kernel that ends would close a pipe for the others too.
  const task = join(state, "task.json");
  const answers = join(state, "answers.json");
  const log = join(state, "log.txt");
  // The long ones first, so that none is left over at the end.
  const notebooks = [...jobs]
    .sort((a, b) => b.cells.length - a.cells.length)
    .map((job) => ({
      name: job.name,
      folder: job.lesson.folder,
      cells: job.cells,
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

/** A cell's last display: a progress bar may come before it. */
function readHtml({ answers }: Result, cell: string): string | undefined {
  return answers.find(({ id }) => id === cell)?.outputs.findLast(({ data }) => data)?.data?.["text/html"];
}

function tellErrors(answers: readonly Answer[]): string {
  return answers
    .filter(({ status }) => status !== "ok")
    .map(({ id, error }) => `${id}: ${error}`)
    .join("\n");
}
