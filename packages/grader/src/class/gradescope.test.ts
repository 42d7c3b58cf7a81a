import { expect, test } from "vitest";
import { madeUpGrade } from "../testing/made-up.js";
import { toGradescope } from "./gradescope.js";
import type { Grade } from "../grade.js";
import type { StudentResult } from "./student-result.js";
import type { Override } from "./overrides.js";

const result = (grade: Grade, override?: Override): StudentResult => ({
  student: { key: "id:7", id: "7", name: "Ana" },
  label: "Ana (7)",
  page: "7",
  submission: undefined,
  superseded: [],
  graded: { kind: "graded", grade, cached: false },
  punctuality: { kind: "late", byMs: 90 * 60_000 },
  override,
  notes: [],
});

// https://gradescope-autograders.readthedocs.io/en/latest/specs/#output-format
const formats = ["text", "html", "simple_format", "md", "ansi"];
const visibilities = ["hidden", "after_due_date", "after_published", "visible"];

test("a grade in Gradescope's format: scores that add up, statuses, plain text", () => {
  const grade = madeUpGrade(["time", "report"], {
    ended: "timed out",
    problems: [
      {
        cell: 3,
        kind: "error",
        error: { name: "Error", message: "Error: <b>no</b>\u001b[31m", place: "cell 3, line 2", causes: [] },
      },
    ],
    thrown: {
      name: "HTTPError",
      message: "Request failed with status code 404 (Not Found)",
      place: "cell 3, line 9",
      causes: ["The server answered 404."],
    },
  });
  const results = toGradescope(result(grade), grade);
  expect(results.score).toBe(grade.points);
  expect(results.tests.reduce((sum, { score }) => sum + score, 0)).toBe(results.score);
  expect(results.tests.reduce((sum, { max_score }) => sum + max_score, 0)).toBe(100);
  expect(results.tests.map(({ status }) => status)).toEqual([
    "passed",
    "passed",
    "failed",
    "passed",
    "failed",
    "passed",
  ]);
  for (const { output_format, name_format, visibility, number } of results.tests) {
    expect(formats).toContain(output_format);
    expect(formats).toContain(name_format);
    expect(visibilities).toContain(visibility);
    expect(number).toMatch(/^[1-6]$/);
  }
  expect(results.output).toBe(
    "The run did not come to its end. It used all of the time that a submission has, and was stopped.\n" +
      "Handed in late. By the clock of your machine it was 1 hour 30 minutes after the deadline.\n" +
      "cell 3, line 9: scrape threw HTTPError: Request failed with status code 404 (Not Found)\n" +
      "The server answered 404.\n" +
      "cell 3, line 2: error while it ran: Error: <b>no</b>",
  );
  expect(JSON.parse(JSON.stringify(results))).toEqual(results);
});

test("an override holds: its score goes before the sum of the tests", () => {
  const grade = madeUpGrade(["time"]);
  const whole = toGradescope(result(grade, { points: 40, reasons: ["oral exam"] }), grade);
  expect(whole.score).toBe(40);
  expect(whole.output).toContain("Reason: oral exam");
  const one = toGradescope(result(grade, { points: { time: 20 }, reasons: ["slow machine"] }), grade);
  expect(one.score).toBe(100);
  expect(one.tests[2]).toMatchObject({ score: 20, status: "passed" });
  // What was measured is older than the decision, and no advice is left.
  const before = "What the grader had measured, before your teacher decided:\n";
  expect(one.tests[2]?.output).toBe(`${before}37 measured, at most 20 allowed`);
  expect(one.tests[1]?.output).toBe("20 measured, at most 20 allowed");
  expect(whole.tests.every(({ output }) => output.startsWith(before))).toBe(true);
});

test("in the language of the notebook", () => {
  const grade = madeUpGrade([], { language: "es" });
  expect(toGradescope(result(grade), grade).output).toBe(
    "Entregada fuera de término. Según el reloj de tu máquina, 1 hora 30 minutos después del cierre.",
  );
});
