import { spawn } from "node:child_process";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startGrading, type GradeKept } from "./submissions/grade-kept.js";
import { ordinaryClass } from "./submissions/ordinary-class.js";
import { representatives } from "./submissions/representatives.js";
import { kinds, listSubmissions, readSubmission } from "./submissions/submission.js";
import { tellDifferences } from "./submissions/verdict.js";

let grading: GradeKept;
beforeAll(async () => (grading = await startGrading(3)));
afterAll(async () => await grading[Symbol.asyncDispose]());

const atCi = process.env["ASYNC_LAB_LONG"] === "ci";
// CI runs the ordinary tests too, which have had these.
const isDone = (name: string) => atCi && representatives.includes(name) && !name.startsWith("honest/");

// All kinds among each other, as a class hands them in: no cheat and no accident may spoil the honest one beside it.
const byTurns = kinds
  .flatMap((kind) => {
    const list = listSubmissions(kind).filter(({ name }) => !isDone(name));
    return list.map((submission, index) => ({ submission, at: index / list.length }));
  })
  .sort((a, b) => a.at - b.at)
  .map(({ submission }) => submission);

describe.concurrent("the verdict of", () => {
  test.each(byTurns)("$name", { timeout: 900_000 }, async (submission) => {
    const grade = await grading.grade(submission);
    expect(tellDifferences(grade, submission.expected), grade.printed).toEqual([]);
  });
});

test("touched nothing outside, and left nothing behind", async () => {
  expect(await grading.canaries.touched()).toEqual([]);
  expect(await grading.canaries.leftBehind()).toEqual([]);
});

const students = atCi ? 6 : 40;

test(
  `a class of ${students} is graded, each student as the kept submission`,
  { timeout: 1_200_000 },
  async () => {
    const told = await Promise.all(
      ordinaryClass(students).map(async (submission) => {
        const grade = await grading.grade(submission);
        // Each has a cell of its own before the others.
        return tellDifferences(grade, { ...submission.expected, problems: "any" }).map(
          (text) => `${submission.name}: ${text}`,
        );
      }),
    );
    expect(told.flat()).toEqual([]);
  },
);

const times = atCi ? 3 : 20;

test(
  `the same file gets the same evidence ${times} times of ${times}, beside four busy processes`,
  {
    timeout: 1_200_000,
  },
  async () => {
    const spin = () => spawn(process.execPath, ["--eval", "for (;;);"], { stdio: "ignore" });
    const spinning = Array.from({ length: 4 }, spin);
    try {
      // Its waits have no jitter.
      const submission = readSubmission("honest/undici-and-p-limit");
      const grades = await Promise.all(
        Array.from({ length: times }, async () => {
          const { points, judgements } = await grading.grade(submission);
          return { points, judgements };
        }),
      );
      expect(grades[0]?.points).toBe(100);
      for (const grade of grades) expect(grade).toEqual(grades[0]);
    } finally {
      for (const child of spinning) child.kill("SIGKILL");
    }
  },
);
