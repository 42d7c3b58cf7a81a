/** The ways in which the tests run a lesson's notebook. */
import { type Cell, findExercises, type Lesson, readSolution } from "async-lab/lessons";

export interface Job {
  /** For example `en/01-one-by-one, solved`. */
  readonly name: string;
  readonly lesson: Lesson;
  /** Against a server that is not the course's own. */
  readonly elsewhere: boolean;
  readonly cells: readonly Cell[];
  readonly verdicts: readonly ExpectedVerdict[];
}

/** What a check has to say. */
export interface ExpectedVerdict {
  readonly exercise: string;
  /** The id of the check's cell. */
  readonly cell: string;
  readonly outcome: "right" | "not attempted";
}

/** What the parameters that cost time are at most: pages and their delays, rounds, and how far to count. */
const atMost = { delay: 0.05, count: 10, second: 25, many: 100, upTo: 150_000 };

/** As a learner opens it, with small parameters unless told to go at the lesson's own pace. */
export function handOut(lesson: Lesson, { ownPace = false } = {}): Job {
  const cells = ownPace ? codeOf(lesson) : codeOf(lesson).map(hurry);
  return { ...plain(lesson, "as handed out"), cells, verdicts: expectAll(lesson, "not attempted") };
}

/** With the solution in the place of each starter, and small parameters. */
export function solve(lesson: Lesson): Job {
  const solutions = solutionsOf(lesson);
  const cells = codeOf(lesson).map((cell) => solutions.get(cell) ?? hurry(cell));
  return { ...plain(lesson, "solved"), cells, verdicts: expectAll(lesson, "right") };
}

/**
 * As a learner goes through it: every cell as handed out, at the lesson's own pace; then, in the same kernel, each
 * solution with its check, and the cells that use the solutions.
 */
export function handOutAndSolve(lesson: Lesson): Job {
  const handedOut = handOut(lesson, { ownPace: true });
  const solutions = solutionsOf(lesson);
  const names = [...solutions.values()].flatMap(declaredBy);
  const uses = new RegExp(`\\b(${names.join("|")})\\b`);
  const first = handedOut.cells.findIndex((cell) => solutions.has(cell));
  const again = handedOut.cells
    .slice(first)
    .flatMap((cell) => solutions.get(cell) ?? (uses.test(cell.source) ? cell : []))
    .map((cell) => ({ ...cell, id: solvedId(cell.id) }));
  return {
    ...handedOut,
    name: `${lesson.language}/${lesson.name}, as handed out and then solved`,
    cells: [...handedOut.cells, ...again],
    verdicts: [
      ...handedOut.verdicts,
      ...expectAll(lesson, "right").map((verdict) => ({ ...verdict, cell: solvedId(verdict.cell) })),
    ],
  };
}

/** Against a server that is not the course's own, with small parameters. */
export function goElsewhere(lesson: Lesson): Job {
  return {
    ...plain(lesson, "against another server"),
    elsewhere: true,
    cells: codeOf(lesson).map(hurry),
    verdicts: expectAll(lesson, "not attempted"),
  };
}

function plain(lesson: Lesson, how: string): Pick<Job, "name" | "lesson" | "elsewhere"> {
  return { name: `${lesson.language}/${lesson.name}, ${how}`, lesson, elsewhere: false };
}

function expectAll(lesson: Lesson, outcome: ExpectedVerdict["outcome"]): ExpectedVerdict[] {
  return findExercises(lesson).map(({ id, check }) => ({ exercise: id, cell: check.id, outcome }));
}

/** For each starter the cell that takes its place. */
function solutionsOf(lesson: Lesson): Map<Cell, Cell> {
  return new Map(
    findExercises(lesson).map((exercise) => [
      exercise.starter,
      { ...exercise.starter, source: readSolution(exercise) },
    ]),
  );
}

const solvedId = (id: string) => `${id}-solved`;

/** What a solution declares: the exercise's own name, and those of its helpers. */
function declaredBy({ source }: Cell): string[] {
  return [...source.matchAll(/^(?:async )?(?:function\*?|const|let) (\w+)/gm)].map(([, name = ""]) => name);
}

function hurry(cell: Cell): Cell {
  if (!cell.tags.includes("parameters")) return cell;
  let { source } = cell;
  for (const [name, most] of Object.entries(atMost)) {
    source = source.replace(
      new RegExp(`(const ${name} = )([\\d._]+)`),
      (_, before: string, value: string) => `${before}${Math.min(Number(value.replaceAll("_", "")), most)}`,
    );
  }
  return { ...cell, source };
}

function codeOf({ cells }: Lesson): Cell[] {
  return cells.filter(({ type }) => type === "code");
}
