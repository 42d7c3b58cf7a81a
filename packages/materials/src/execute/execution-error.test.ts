import { expect, test } from "vitest";
import { makeLesson } from "../testing/lesson.js";
import { ExecutionError } from "./execution-error.js";
import { planRuns } from "./plan-runs.js";

test("one line: the lesson, the cell, and the first line of its error", () => {
  const [run] = planRuns(makeLesson("05-two-clients", [["# Title"], ["const x = 1;"], ["await\n  x.y();"]]));
  if (!run) return expect.fail("no run");
  const { message } = new ExecutionError(run, run.cells[1], "TypeError: no\n    at x");
  expect(message).toBe("en/05-two-clients, cell 2 (await), in real time: TypeError: no");
  expect(new ExecutionError(run, undefined, "the kernel died").message).toBe(
    "en/05-two-clients, in real time: the kernel died",
  );
});
