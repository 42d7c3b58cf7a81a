import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startGrading, type GradeKept } from "./submissions/grade-kept.js";
import { representatives } from "./submissions/representatives.js";
import { listSubmissions, readSubmission } from "./submissions/submission.js";
import { tellDifferences } from "./submissions/verdict.js";

let grading: GradeKept;
beforeAll(async () => (grading = await startGrading(3)));
afterAll(async () => await grading[Symbol.asyncDispose]());

describe.concurrent("the verdict of", () => {
  test.each(representatives)("%s", { timeout: 180_000 }, async (name) => {
    const submission = readSubmission(name);
    const grade = await grading.grade(submission);
    expect(tellDifferences(grade, submission.expected), grade.printed).toEqual([]);
  });
});

test("touched nothing outside, and left nothing behind", async () => {
  expect(await grading.canaries.touched()).toEqual([]);
  expect(await grading.canaries.leftBehind()).toEqual([]);
});

test("more than thirty cheats and accidents are kept, and seven honest ones", () => {
  expect(listSubmissions("honest").length).toBeGreaterThanOrEqual(7);
  expect(listSubmissions().length).toBeGreaterThanOrEqual(37);
});
