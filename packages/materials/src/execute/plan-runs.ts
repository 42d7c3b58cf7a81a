/** Which cells of a lesson run, how, and by which clock. */
import { type Cell, findExercises, type Lesson, readSolution } from "async-lab/lessons";

export type Clock = "virtual" | "real";

/** A cell as it runs. */
export interface RunCell {
  readonly id: string;
  readonly source: string;
  /** The number among the code cells of the lesson, from 1: for errors. */
  readonly number: number;
  readonly isMeantToFail: boolean;
  readonly isCheck: boolean;
}

/** A lesson, or what of it runs by one clock, in a kernel of its own. */
export interface LessonRun {
  readonly lesson: Lesson;
  readonly clock: Clock;
  readonly cells: readonly RunCell[];
}

/** The lessons whose pictures are the schedule's, so that nothing is lost if the waits are skipped. */
const scheduled = new Set([
  "01-one-by-one",
  "02-all-at-once",
  "03-not-too-many",
  "04-try-again",
  "09-homework",
]);

/** What shows how far a learner has come has nothing to show in the materials. */
const notExecuted = new Set(["index"]);

/**
 * The clock that a cell's outputs are measured by: the tag `real-time` takes a cell of a scheduled lesson out of virtual time.
 *
 * @example clockOf("01-one-by-one", cell); // "virtual"
 */
export function clockOf(name: string, { tags }: Pick<Cell, "tags">): Clock {
  return scheduled.has(name) && !tags.includes("real-time") ? "virtual" : "real";
}

/**
 * The runs that a lesson's outputs come from: one, or where it has cells of both clocks two.
 *
 * The real run of those two ends with the last cell that needs it, and leaves the checks to the virtual one.
 *
 * @throws {Error} if an exercise has no solution
 */
export function planRuns(lesson: Lesson): LessonRun[] {
  if (notExecuted.has(lesson.name)) return [];
  const cells = solveCells(lesson);
  const clocks = new Map(lesson.cells.map((cell) => [cell.id, clockOf(lesson.name, cell)]));
  const isReal = ({ id }: RunCell) => clocks.get(id) === "real";
  if (cells.every(isReal)) return [{ lesson, clock: "real", cells }];
  const virtual = { lesson, clock: "virtual" as const, cells: cells.filter((cell) => !isReal(cell)) };
  const upTo = cells.findLastIndex(isReal) + 1;
  if (upTo === 0) return [virtual];
  return [virtual, { lesson, clock: "real", cells: cells.slice(0, upTo).filter(({ isCheck }) => !isCheck) }];
}

/** The code cells, with the solution in the place of each starter. */
export function solveCells(lesson: Lesson): RunCell[] {
  const solutions = new Map(
    findExercises(lesson).map((exercise) => [exercise.starter.id, readSolution(exercise)]),
  );
  return lesson.cells
    .filter(({ type }) => type === "code")
    .map(({ id, source, tags }, index) => ({
      id,
      source: solutions.get(id) ?? source,
      number: index + 1,
      isMeantToFail: tags.includes("raises-exception"),
      isCheck: tags.includes("check"),
    }));
}
