/** The answers that are kept for each exercise, right ones and wrong ones, and how one is judged. */
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import {
  check,
  exerciseIds,
  type Answers,
  type ExerciseId,
  type Outcome,
  type Verdict,
} from "../lib/checks/index.js";

/** A kept answer: the answer itself, and what it must be told. */
export interface Kept {
  readonly default: Answers[ExerciseId];
  readonly outcome?: Outcome;
  readonly rule?: string;
  /** In seconds, for one that never ends. */
  readonly timeLimit?: number;
}

/** The names of the answers that are kept for one exercise. */
export interface KeptOf {
  readonly id: ExerciseId;
  readonly right: readonly string[];
  readonly wrong: readonly string[];
}

const folder = join(import.meta.dirname, "answers");

/** These freeze the event loop on purpose, and with it every check that runs beside them. */
const freezing: readonly ExerciseId[] = ["00-frozen", "06-loop", "06-blocking"];

/** All kept answers; those of `alone` must be judged one at a time. */
export async function listKept(): Promise<{
  readonly alone: readonly KeptOf[];
  readonly together: readonly KeptOf[];
}> {
  const kept = await Promise.all(
    exerciseIds.map(async (id) => ({ id, right: await list(id, "right"), wrong: await list(id, "wrong") })),
  );
  return {
    alone: kept.filter(({ id }) => freezing.includes(id)),
    together: kept.filter(({ id }) => !freezing.includes(id)),
  };
}

/** @param path below the exercise's folder: `right/got.ts` */
export async function loadKept(id: ExerciseId, path: string): Promise<Kept> {
  return (await import(join(folder, id, path))) as Kept;
}

/** Judges a kept answer, and takes the time. */
export async function judge(
  id: ExerciseId,
  { default: answer, timeLimit }: Kept,
): Promise<{ readonly verdict: Verdict; readonly seconds: number }> {
  const start = performance.now();
  const options = timeLimit === undefined ? {} : { timeLimit };
  // Which answer belongs to which exercise is the folders' business here, not the compiler's.
  const verdict = await (check as (id: ExerciseId, answer: unknown, options: object) => Promise<Verdict>)(
    id,
    answer,
    options,
  );
  return { verdict, seconds: (performance.now() - start) / 1000 };
}

async function list(id: ExerciseId, kind: "right" | "wrong"): Promise<string[]> {
  return (await readdir(join(folder, id, kind))).filter((name) => name.endsWith(".ts")).sort();
}
