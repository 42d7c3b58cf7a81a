/** nbgrader with the course's kernel and settings: the homework, and submissions whose cells do not run. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { criterionIds, criterionPoints } from "async-lab/checks";
import {
  codeCell,
  findCell,
  makeAbortingKernel,
  NbgraderCourse,
  type Notebook,
  notebookOf,
  type Scores,
} from "./nbgrader/course.js";

/** Far more than it takes. */
const PATIENCE_MS = 600_000;

const folder = mkdtempSync(join(tmpdir(), "async-lab-nbgrader-"));
const course = new NbgraderCourse(folder);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const homeworkFile = "homework/09-homework.ipynb";
const scrape = `
async function fetchPage(url: string): Promise<CountryPage> {
  for (let wait = 1000; ; wait *= 2) {
    const response = await fetch(url);
    if (response.ok) return (await response.json()) as CountryPage;
    await response.body?.cancel();
    if (response.status < 500 || wait > 8000) throw new Error(String(response.status));
    await sleep(Math.max(wait, 1000 * Number(response.headers.get("retry-after") ?? 0)));
  }
}

async function scrape(urls: string[]): Promise<Scraped> {
  const start = performance.now();
  const limit = pLimit(20);
  const answers = await Promise.allSettled(urls.map((url) => limit(() => fetchPage(url))));
  const countries = answers.flatMap((answer) => (answer.status === "fulfilled" ? [answer.value] : []));
  const failed = urls.filter((_, index) => answers[index].status === "rejected");
  const totalMs = performance.now() - start;
  console.log(\`\${countries.length} pages in \${Math.round(totalMs)} ms\`);
  return { countries, failed, totalMs };
}`;

const right = "const by = 2;\nfunction double(n: number): number {\n  return n * by;\n}";
const wrong = right.replace("2", "3");

/** Two test cells, of 2 and 4 points; the second gives its points as a number. */
const traps = notebookOf([
  codeCell("start", `import { todo } from "async-lab";`),
  codeCell(
    "answer",
    "function double(n: number): number {\n  // BEGIN SOLUTION\n  return n * 2;\n  // END SOLUTION\n}",
    { solution: true },
  ),
  codeCell("call", "const doubled = double(4);", { locked: true }),
  codeCell("first", `if (doubled !== 8) throw new Error("double(4) is 8");`, {
    grade: true,
    locked: true,
    points: 2,
  }),
  codeCell("own", "const mine = 1;"),
  codeCell("second", "double(5) === 10 ? 4 : 0", { grade: true, locked: true, points: 4 }),
]);

interface Trap {
  readonly student: string;
  readonly hand: (notebook: Notebook) => void;
  readonly points: Readonly<Record<string, number>>;
}

const all = { first: 2, second: 4 };
const nothing = { first: 0, second: 0 };
const answer = (text: string) => (notebook: Notebook) => {
  findCell(notebook, "answer").source = text;
};
const dies = (code: string) => (notebook: Notebook) => {
  answer(right)(notebook);
  findCell(notebook, "own").source = code;
};

const submissions: readonly Trap[] = [
  { student: "right", hand: answer(right), points: all },
  { student: "stub", hand: () => {}, points: nothing },
  {
    student: "type-error-in-an-early-cell",
    hand: (notebook) => {
      answer(right.replace("const by = 2;\n", ""))(notebook);
      findCell(notebook, "start").source = `const by: number = "2";`;
    },
    points: nothing,
  },
  {
    student: "one-test-edited-the-other-to-be-skipped",
    hand: (notebook) => {
      answer(wrong)(notebook);
      findCell(notebook, "first").source = "doubled;";
      findCell(notebook, "second").metadata.tags = ["skip-execution"];
    },
    points: nothing,
  },
  {
    student: "right-and-locked-cells-deleted",
    hand: (notebook) => {
      answer(right)(notebook);
      notebook.cells = notebook.cells.filter(({ metadata }) => metadata.nbgrader?.["locked"] !== true);
    },
    points: all,
  },
  {
    student: "error-after-the-number",
    hand: answer(right.replace("return", `void Promise.reject(new Error("late"));\n  return`)),
    points: { first: 2, second: 0 },
  },
  {
    student: "kernel-killed-half-way",
    hand: dies(`process.kill(process.pid, "SIGKILL");`),
    points: { first: 2, second: 0 },
  },
  {
    student: "kernel-out-of-memory",
    hand: dies("const all: number[][] = []; for (;;) all.push(new Array(5e6).fill(0.5));"),
    points: { first: 2, second: 0 },
  },
];

// A full heap takes longest; to nbgrader it is the same as a kernel that was killed.
const isCi = process.env["ASYNC_LAB_LONG"] === "ci";
const handedIn = submissions.filter(({ student }) => !isCi || student !== "kernel-out-of-memory");

function handIn(source: Notebook, file: string, student: string, change: (notebook: Notebook) => void): void {
  const notebook = structuredClone(source);
  change(notebook);
  course.write(notebook, "submitted", student, file);
}

let scores: { readonly traps: Scores; readonly homework: Scores } = { traps: {}, homework: {} };

beforeAll(async () => {
  course.write(traps, "source", "traps", "traps.ipynb");
  await course.nbgrader("generate_assignment", "--assignment=*");
  const release = course.read("release", "traps", "traps.ipynb");
  for (const { student, hand } of handedIn) handIn(release, "traps/traps.ipynb", student, hand);
  const task = course.read("release", homeworkFile);
  handIn(task, homeworkFile, "stub", () => {});
  handIn(task, homeworkFile, "right", (notebook) => {
    findCell(notebook, "scrape").source = scrape;
  });
  await course.nbgrader("autograde", "--assignment=*");
  scores = { traps: await course.scores("traps"), homework: await course.scores("homework") };
}, PATIENCE_MS);

describe("the homework, as it is made from lesson 09", () => {
  test("a right solution gets all points of each criterion", () => {
    expect(scores.homework["right"]).toEqual(criterionPoints);
  });

  test("what is handed out does not tell of the course's own command", () => {
    expect(JSON.stringify(course.read("release", homeworkFile))).not.toContain("npm run submit");
  });

  test("as handed out it gets none", () => {
    const none = Object.fromEntries(criterionIds.map((id) => [id, 0]));
    expect(scores.homework["stub"]).toEqual(none);
  });
});

describe("cells that do not run get no points", () => {
  test("what is handed out has the course's stub in place of the solution", () => {
    const source = [findCell(course.read("release", "traps", "traps.ipynb"), "answer").source]
      .flat()
      .join("");
    expect(source).toBe("function double(n: number): number {\n  return todo();\n}");
  });

  test.each(handedIn)("$student", ({ student, points }) => {
    expect(scores.traps[student]).toEqual(points);
  });

  test(
    "cells answered `aborted`, of a submission that had all points before",
    { timeout: PATIENCE_MS },
    async () => {
      const kernels = makeAbortingKernel(join(folder, "aborting"));
      await course.plain(kernels, "autograde", "traps", "--student=right", "--force");
      expect((await course.scores("traps"))["right"]).toEqual(nothing);
    },
  );
});
