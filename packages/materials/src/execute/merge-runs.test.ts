import { expect, test } from "vitest";
import { makeLesson } from "../testing/lesson.js";
import type { ExecutedRun } from "./cache.js";
import { mergeRuns } from "./merge-runs.js";
import { type LessonRun, planRuns } from "./plan-runs.js";

const now = { machine: "today's", date: "2026-01-02" };

function execute({ clock, cells }: LessonRun): ExecutedRun {
  const outputs = cells.map(({ id }) => [id, [{ kind: "text", from: "stdout", text: `${id}, ${clock}` }]]);
  return {
    ran: { machine: clock, date: "2026-01-01" },
    outputs: Object.fromEntries(outputs) as ExecutedRun["outputs"],
  };
}

function merge(lesson: ReturnType<typeof makeLesson>) {
  const runs = planRuns(lesson);
  return mergeRuns(lesson, runs, new Map(runs.map((run) => [run, execute(run)])), now);
}

test("each cell has the outputs of the clock that suits it, and the source as it is handed out", () => {
  const lesson = makeLesson("01-one-by-one", [
    ["# A title"],
    ["const a = 1;"],
    ["loopDelay(a);", "real-time"],
    ["a;"],
  ]);
  const { cells, ran } = merge(lesson);
  expect(cells.map(({ id, clock, outputs }) => [id, clock, outputs])).toEqual([
    ["cell-0", "virtual", []],
    ["cell-1", "virtual", [{ kind: "text", from: "stdout", text: "cell-1, virtual" }]],
    ["cell-2", "real", [{ kind: "text", from: "stdout", text: "cell-2, real" }]],
    ["cell-3", "virtual", [{ kind: "text", from: "stdout", text: "cell-3, virtual" }]],
  ]);
  expect(cells.map(({ source }) => source)).toEqual(lesson.cells.map(({ source }) => source));
  expect(ran.machine).toBe("real");
});

test("a page that does not run has its cells, without outputs", () => {
  const { cells, ran } = merge(makeLesson("index", [["await progress();"]]));
  expect(cells).toMatchObject([{ clock: "real", outputs: [] }]);
  expect(ran).toEqual(now);
});
