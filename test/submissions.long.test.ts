import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startGrading, type GradeKept } from "./submissions/grade-kept.js";
import { ordinaryClass } from "./submissions/ordinary-class.js";
import { representatives } from "./submissions/representatives.js";
import { kinds, listSubmissions } from "./submissions/submission.js";
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

test(`a class of ${students} takes its part of ten minutes`, { timeout: 1_200_000 }, async () => {
  const start = performance.now();
  const grades = await Promise.all(ordinaryClass(students).map((submission) => grading.grade(submission)));
  const minutes = (performance.now() - start) / 60_000;
  console.log(`${students} submissions, 3 at a time: ${minutes.toFixed(1)} min`);
  expect(grades.filter(({ points }) => points === 100).length).toBeGreaterThanOrEqual(0.7 * students);
  expect(minutes).toBeLessThan((10 * students) / 40);
});
