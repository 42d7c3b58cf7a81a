/** Which runs go on side by side. */
import type { LessonRun } from "./plan-runs.js";

/** Runs that go on side by side, so many at once. */
export interface Stage {
  readonly atOnce: number;
  readonly runs: readonly LessonRun[];
}

/** Lessons whose real run wants one core at a time, and that one when it wants it: of these two at a time. */
const watching = new Set(["00-event-loop", "01-one-by-one", "08-questions"]);
/** Lessons that compare what takes processor time, on all cores: these want the machine for themselves. */
const measuring = new Set(["05-two-clients", "07-off-the-loop"]);

/**
 * Puts runs into stages, to be executed one after the other: what mostly waits goes side by side, and what is measured is
 * disturbed no more than it must.
 *
 * @example toStages(planRuns(lesson)); // [{ atOnce: 4, runs: [...] }, ...]
 */
export function toStages(runs: readonly LessonRun[]): Stage[] {
  const isReal = (run: LessonRun, names: ReadonlySet<string>) =>
    run.clock === "real" && names.has(run.lesson.name);
  // The same lesson in both languages side by side: they begin and wait together.
  const pair = runs
    .filter((run) => isReal(run, watching))
    .sort((a, b) => a.lesson.name.localeCompare(b.lesson.name));
  const alone = runs.filter((run) => isReal(run, measuring));
  const others = runs.filter((run) => !pair.includes(run) && !alone.includes(run));
  return [
    { atOnce: 4, runs: others },
    { atOnce: 2, runs: pair },
    { atOnce: 1, runs: alone },
  ];
}
