import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { courseFolder } from "async-lab/course";
import type { Grade } from "./grade.js";
import { gradeNotebook } from "./grade-notebook.js";
import { readProcessStat } from "./proc.js";
import { madeUpNotebook } from "./testing/made-up.js";
import { leftBehind } from "./testing/sandboxed.js";

const notebookOf = (...cells: readonly string[]) => {
  const [first = "", ...more] = cells;
  const notebook = JSON.parse(madeUpNotebook(first)) as { cells: object[] };
  for (const source of more) {
    notebook.cells.push({ cell_type: "code", source, metadata: {}, outputs: [], execution_count: null });
  }
  return JSON.stringify(notebook);
};

/** Does all that is asked for, under names that the kernel's own code once had. */
const honest = `import pLimit from "p-limit";
import type { CountryPage, Scraped } from "async-lab";
const keep = pLimit(20), mark = 1000;
async function scrape(urls: string[]): Promise<Scraped> {
  const started = performance.now();
  const countries: CountryPage[] = [];
  const failed: string[] = [];
  const fetchPage = async (url: string) => {
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const answer = await fetch(url);
      const text = await answer.text();
      if (answer.ok) return void countries.push(JSON.parse(text) as CountryPage);
      if (answer.status < 500) break;
      const wait = Math.max(mark * 2 ** attempt, mark * Number(answer.headers.get("retry-after") ?? 0));
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
    failed.push(url);
  };
  await Promise.all(urls.map((url) => keep(() => fetchPage(url))));
  const totalMs = performance.now() - started;
  console.log(\`\${countries.length} of \${urls.length} pages in \${Math.round(totalMs)} ms\`);
  return { countries, failed, totalMs };
}`;

const quick = { timeoutS: 120, seed: 7 };

/** Of these tests alone: others may be grading on this machine. */
const temporary = mkdtempSync(join(tmpdir(), "async-lab-grading-"));
const foldersLeft = () => readdirSync(temporary);

beforeAll(() => {
  chmodSync(temporary, 0o755);
  vi.stubEnv("TMPDIR", temporary);
});

afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(temporary, { recursive: true });
});

/** A process with this parent and such a command, as Linux lists it; 0 where there is none. */
function childOf(parent: number, command: string): number {
  return Number(
    readdirSync("/proc").find((pid) => {
      try {
        return (
          readProcessStat(pid).parent === parent &&
          readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(command)
        );
      } catch {
        return false;
      }
    }) ?? 0,
  );
}

const missedOf = (grade: Grade) => grade.judgements.filter(({ met }) => !met).map(({ reason }) => reason);

afterEach(() => {
  expect(foldersLeft()).toEqual([]);
});

describe("a submission", () => {
  test("that does its homework gets its points, although other cells of it fail and crash", async () => {
    const text = notebookOf(
      `let count: number = "one";`,
      honest,
      `throw new RangeError("not mine")`,
      `process.abort()`,
    );
    const grade = await gradeNotebook(text, quick);
    expect(missedOf(grade)).toEqual([]);
    expect(grade).toMatchObject({ ended: "completed", maxInFlight: 20, points: 100, language: "en" });
    expect(grade.sequentialMs).toBe(435_000);
    expect(grade.attempts.length).toBeGreaterThan(200);
    expect(grade.printed).toMatch(/^197 of 200 pages in \d+ ms\n$/);
    expect(grade.problems.map(({ cell, kind, error }) => [cell, kind, error?.name])).toEqual([
      [1, "type error", "TypeScriptError"],
      [3, "error", "RangeError"],
      [4, "error", "KernelEnded"],
    ]);
  }, 90_000);

  test("whose scrape does not compile is told which cell, also beside the one that is still to be written", async () => {
    const starter = `import { todo } from "async-lab"; async function scrape(urls: string[]) { return todo(); }`;
    const broken = `async function scrape(urls: string[]) { const total: number = "las páginas que una"; }`;
    const grade = await gradeNotebook(notebookOf(starter, broken, "await scrape([])"), quick);
    expect(grade).toMatchObject({ points: 0, language: "es", brokenCell: 2, ended: "completed" });
    expect(new Set(grade.judgements.map(({ feedback }) => feedback))).toEqual(
      new Set([
        "No se pudo llamar a `scrape`: la celda 2, que la define, no compila. Su error dice por qué.",
      ]),
    );
    expect(grade.problems.map(({ cell, kind }) => [cell, kind])).toContainEqual([2, "type error"]);
  }, 90_000);

  test("that plays the kernel and answers at once gets nothing", async () => {
    const forge = `import { writeSync } from "node:fs";
      const rows = Array.from({ length: 200 }, (_, n) => ({ code: "A" + n, token: "x".repeat(22) }));
      async function scrape(urls: string[]) {
        for (const id of [1, 2, 3, 4]) writeSync(3, JSON.stringify({ returned: { countries: rows, failed: [], totalMs: 1 }, id }) + "\\n");
        console.log("197 of 200 pages in 1000 ms");
        return { countries: rows, failed: [], totalMs: 1 };
      }`;
    const grade = await gradeNotebook(notebookOf(forge), quick);
    expect(grade.points).toBe(0);
    expect(grade.judgements).toHaveLength(6);
  });

  test("that cannot be read says why, in one line", async () => {
    const grade = await gradeNotebook("print('hola')", quick);
    expect(grade).toMatchObject({
      ended: "not run",
      points: 0,
      unreadable: "The file is no notebook: it is not JSON.",
    });
  });
});

describe.runIf(process.platform === "linux")("a submission whose grading", () => {
  const nextChild = async (parent: number, command: string, not = 0) => {
    const next = () => {
      const pid = childOf(parent, command);
      return pid === not ? 0 : pid;
    };
    await expect.poll(next).toBeGreaterThan(0);
    return next();
  };
  const killWorker = async (not = 0, signal: NodeJS.Signals = "SIGKILL") => {
    const pid = await nextChild(process.pid, "grading-worker.js", not);
    process.kill(pid, signal);
    return pid;
  };
  const killKernel = async (not = 0) => {
    const worker = await nextChild(process.pid, "grading-worker.js", not);
    process.kill(await nextChild(worker, "pipe.js"), "SIGKILL");
    return worker;
  };

  test("is lost says so, with no points", async () => {
    const graded = gradeNotebook(notebookOf(honest), quick);
    await killWorker(0, "SIGABRT");
    expect(await graded).toMatchObject({
      points: 0,
      unreadable: expect.stringContaining("SIGABRT") as unknown,
    });
  });

  test.each([
    ["is killed", killWorker],
    ["has its kernel killed", killKernel],
  ])(
    "%s from outside is held again, whole",
    async (_, kill) => {
      const graded = gradeNotebook(notebookOf(honest), quick);
      await kill();
      const grade = await graded;
      expect(missedOf(grade)).toEqual([]);
      expect(grade).toMatchObject({ ended: "completed", problems: [] });
    },
    90_000,
  );

  test.each([
    ["is killed", killWorker],
    ["has its kernel killed", killKernel],
  ])("%s from outside twice is not graded", async (_, kill) => {
    const graded = gradeNotebook(notebookOf(honest), quick);
    // Its failure is looked at below.
    graded.catch(() => undefined);
    await kill(await kill());
    await expect(graded).rejects.toThrow(/ended from outside \(SIGKILL\).*grade it again/);
  });
});

test("a grading that is stopped leaves nothing behind", async () => {
  const stop = new AbortController();
  const reason = new Error("Ctrl-C");
  const graded = gradeNotebook(notebookOf(honest), { ...quick, signal: stop.signal });
  await expect.poll(foldersLeft).toHaveLength(1);
  stop.abort(reason);
  await expect(graded).rejects.toBe(reason);
});

test.runIf(process.platform === "linux")(
  "a grader that is killed leaves neither a kernel nor a folder behind",
  async () => {
    const asleep = "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)";
    const program = `const { gradeNotebook } = await import(process.argv[1]);
    await gradeNotebook(process.argv[2], { timeoutS: 60, seed: 7 });`;
    const grader = spawn(
      process.execPath,
      [
        "--input-type=module",
        "--eval",
        program,
        join(courseFolder(), "packages", "grader", "dist", "index.js"),
        notebookOf(asleep),
      ],
      { stdio: "ignore" },
    );
    const kernels = () =>
      leftBehind(
        foldersLeft().map((name) => join(temporary, name)),
        [],
      );
    // The folder, and the kernel in it.
    await expect.poll(() => kernels().length).toBe(2);
    const seen = kernels();
    expect(seen.some((left) => left.startsWith("process"))).toBe(true);
    grader.kill("SIGKILL");
    await expect.poll(kernels).toEqual([]);
  },
);
