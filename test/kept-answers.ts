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
} from "async-lab/checks";

/** A kept answer: the answer itself, and what it must be told. */
export interface Kept {
  readonly default: Answers[ExerciseId];
  readonly outcome?: Outcome;
  readonly rule?: string;
}

/** The names of the answers that are kept for one exercise. */
export interface KeptOf {
  readonly id: ExerciseId;
  readonly right: readonly string[];
  readonly wrong: readonly string[];
}

const folder = join(import.meta.dirname, "answers");

/** All kept answers. */
export async function listKept(): Promise<readonly KeptOf[]> {
  return await Promise.all(
    exerciseIds.map(async (id) => ({ id, right: await list(id, "right"), wrong: await list(id, "wrong") })),
  );
}

/** @param path below the exercise's folder: `right/got.ts` */
export async function loadKept(id: ExerciseId, path: string): Promise<Kept> {
  return (await import(join(folder, id, path))) as Kept;
}

/** Judges a kept answer. */
export async function judge(id: ExerciseId, { default: answer }: Kept): Promise<Verdict> {
  // Which answer belongs to which exercise is the folders' business here, not the compiler's.
  return await (check as (id: ExerciseId, answer: unknown) => Promise<Verdict>)(id, answer);
}

async function list(id: ExerciseId, kind: "right" | "wrong"): Promise<string[]> {
  return (await readdir(join(folder, id, kind))).filter((name) => name.endsWith(".ts")).sort();
}
