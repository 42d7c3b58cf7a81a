/** Executes the lessons, solved: what all materials are made from. */
import { homedir, tmpdir } from "node:os";
import { type Lesson, readLessons, readNotebook } from "async-lab/lessons";
import type { ExecutedLesson, Language } from "../model.js";
import { type ExecutedRun, hashCode, RunCache } from "./cache.js";
import { ExecutionError } from "./execution-error.js";
import { describeMachine } from "./machine.js";
import { mergeRuns } from "./merge-runs.js";
import { normalizeOutputs, type Places } from "./normalize.js";
import { type LessonRun, planRuns } from "./plan-runs.js";
import { runKernels, type RunOutputs } from "./run-kernels.js";
import { toStages } from "./stages.js";

export { ExecutionError } from "./execution-error.js";

export interface ExecuteOptions {
  /** The course's folder. */
  readonly course: string;
  /** Where what was executed is kept, so that only what has changed is executed again. */
  readonly cacheFolder: string;
  /** The Python that has Jupyter and the kernel: the course's own. */
  readonly python: string;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: ExecutionProgress) => void;
}

/** A lesson has been executed, or was before. */
export interface ExecutionProgress {
  readonly language: Language;
  readonly name: string;
  /** How many of all lessons are there now. */
  readonly done: number;
  readonly of: number;
}

/**
 * Executes the lessons of some languages with their solutions, as far as they have changed since the last time.
 *
 * Where the picture is the schedule's, in virtual time: the same figures each time. What is measured, in real time.
 *
 * @returns the lessons of each language: `index`, the first page, and then in order
 * @throws {ExecutionError} if a cell fails that must not, or a check is not right; nothing of that lesson is kept
 * @throws the reason of `signal`, when that aborts: kernels and servers have ended then
 * @example
 * const lessons = await executeLessons(["en"], { course, cacheFolder, python, signal, onProgress });
 * lessons.get("en"); // [index, 00-event-loop, ...]
 */
export async function executeLessons(
  languages: readonly Language[],
  options: ExecuteOptions,
): Promise<ReadonlyMap<Language, readonly ExecutedLesson[]>> {
  const lessons = languages.flatMap((language) => [
    readNotebook(language, "index"),
    ...readLessons(language),
  ]);
  return Map.groupBy(await execute(lessons, options), ({ language }) => language);
}

/** Executes lessons, as `executeLessons` does. */
export async function execute(
  lessons: readonly Lesson[],
  options: ExecuteOptions,
): Promise<ExecutedLesson[]> {
  const { course, cacheFolder, signal } = options;
  const cache = new RunCache(cacheFolder, hashCode(course));
  const planned = new Map(lessons.map((lesson) => [lesson, planRuns(lesson)]));
  const executed = new Map<LessonRun, ExecutedRun>();
  const tell = progressTeller(planned, executed, options);
  const missing: LessonRun[] = [];
  for (const [lesson, runs] of planned) {
    for (const run of runs) {
      const kept = cache.read(run);
      if (kept) executed.set(run, kept);
      else missing.push(run);
    }
    tell(lesson);
  }

  // Today, whatever day the materials bear: what is measured says when it was.
  const ran = { machine: describeMachine(), date: new Date().toISOString().slice(0, 10) };
  const places = placesOf(course);
  const keep = (run: LessonRun, outputs: RunOutputs) => {
    checkVerdicts(run, outputs);
    const normal = run.cells.map((cell) => [cell.id, normalizeOutputs(cell, outputs[cell.id] ?? [], places)]);
    const result: ExecutedRun = { ran, outputs: Object.fromEntries(normal) as ExecutedRun["outputs"] };
    cache.write(run, result);
    executed.set(run, result);
    tell(run.lesson);
  };
  if (missing.length > 0)
    await runKernels(toStages(missing), { python: options.python, signal, onRun: keep });

  return [...planned].map(([lesson, runs]) => mergeRuns(lesson, runs, executed, ran));
}

/** Tells of a lesson once all of its runs are there. */
function progressTeller(
  planned: ReadonlyMap<Lesson, readonly LessonRun[]>,
  executed: ReadonlyMap<LessonRun, ExecutedRun>,
  { onProgress }: ExecuteOptions,
): (lesson: Lesson) => void {
  let done = 0;
  return (lesson) => {
    if (!planned.get(lesson)?.every((run) => executed.has(run))) return;
    done += 1;
    onProgress({ language: lesson.language, name: lesson.name, done, of: planned.size });
  };
}

/** @throws {ExecutionError} if a check does not say that the solution is right */
function checkVerdicts(run: LessonRun, outputs: RunOutputs): void {
  for (const cell of run.cells.filter(({ isCheck }) => isCheck)) {
    // A progress bar may come before it.
    const verdict = outputs[cell.id]?.findLast((output) => "data" in output);
    const html = verdict && "data" in verdict ? verdict.data["text/html"] : undefined;
    const outcome = /data-outcome="([\w ]+)"/.exec(typeof html === "string" ? html : "")?.[1];
    if (outcome !== "right") {
      throw new ExecutionError(
        run,
        cell,
        `the solution is not right, the check says: ${outcome ?? "nothing"}`,
      );
    }
  }
}

/** What must not be told of this machine: where things lie. */
function placesOf(course: string): Places {
  return [
    [course, "async-lab"],
    [tmpdir(), "/tmp"],
    [homedir(), "~"],
  ];
}
