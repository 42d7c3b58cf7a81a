import type { Lesson } from "async-lab/lessons";
import type { ExecutedLesson } from "../model.js";
import type { ExecutedRun } from "./cache.js";
import { clockOf, type LessonRun } from "./plan-runs.js";

/**
 * A lesson as materials read it: each cell as it is handed out, with the outputs of the run that suits it.
 *
 * @param executed the results of `runs`, and perhaps of others
 * @param now where and when a lesson ran that does not run at all
 */
export function mergeRuns(
  lesson: Lesson,
  runs: readonly LessonRun[],
  executed: ReadonlyMap<LessonRun, ExecutedRun>,
  now: ExecutedLesson["ran"],
): ExecutedLesson {
  const byClock = new Map(runs.map((run) => [run.clock, executed.get(run)]));
  return {
    language: lesson.language,
    name: lesson.name,
    cells: lesson.cells.map((cell) => {
      const clock = clockOf(lesson.name, cell);
      return { ...cell, clock, outputs: byClock.get(clock)?.outputs[cell.id] ?? [] };
    }),
    ran: (byClock.get("real") ?? byClock.get("virtual"))?.ran ?? now,
  };
}
