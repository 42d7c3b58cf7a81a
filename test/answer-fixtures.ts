/** The answers that lie beside each exercise, right ones and wrong ones, and how one is judged. */
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { check, findExercises, type Outcome, type Verdict } from "async-lab/checks";

/** An answer, and what it must be told. */
export interface AnswerFixture {
  readonly default: unknown;
  readonly outcome?: Outcome;
  readonly rule?: string;
}

/** The names of the answers to one exercise. */
export interface FixtureNames {
  readonly id: string;
  readonly right: readonly string[];
  readonly wrong: readonly string[];
}

const folder = join(import.meta.dirname, "..", "exercises");

/** All answers, by exercise. */
export async function listFixtures(): Promise<readonly FixtureNames[]> {
  const exercises = await findExercises();
  return await Promise.all(
    exercises.map(async ({ id }) => ({ id, right: await list(id, "right"), wrong: await list(id, "wrong") })),
  );
}

/** @param path below the exercise's folder: `right/got.ts` */
export async function loadFixture(id: string, path: string): Promise<AnswerFixture> {
  return (await import(join(folder, id, path))) as AnswerFixture;
}

/** Judges an answer. */
export async function judge(id: string, { default: answer }: AnswerFixture): Promise<Verdict> {
  // Which answer belongs to which exercise is the folders' business here, not the compiler's.
  return await (check as (id: string, answer: unknown) => Promise<Verdict>)(id, answer);
}

async function list(id: string, kind: "right" | "wrong"): Promise<string[]> {
  return (await readdir(join(folder, id, kind))).filter((name) => name.endsWith(".ts")).sort();
}
