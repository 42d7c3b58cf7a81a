/**
 * The entry point `async-lab/answers`: small, since every cell that imports `async-lab` has the compiler read it and the
 * declarations of all exercises. Nothing here leads to what judges them.
 */
import type { Language } from "@async-lab/notebook";
import type { ExerciseMessages } from "./messages/index.js";

/**
 * What an answer to each exercise is, by the exercise's id: `check` takes nothing else, and TypeScript says so in the cell.
 *
 * Each exercise adds its own, written out rather than named, so that the compiler's message shows the signature.
 *
 * @example
 * declare module "async-lab/answers" {
 *   interface Answers {
 *     "02-all": (urls: string[]) => Promise<Country[]>;
 *   }
 * }
 */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- the library itself has no exercise
export interface Answers {}

/** The id of an exercise. */
export type ExerciseId = keyof Answers;

/** An exercise as `defineExercise` gives it; how it is judged, only `check` knows. */
export interface DefinedExercise<Id extends string = string> {
  readonly id: Id;
  /** Its place among the exercises of its lesson, from 1. */
  readonly place: number;
  readonly messages: Readonly<Record<Language, ExerciseMessages>>;
}
