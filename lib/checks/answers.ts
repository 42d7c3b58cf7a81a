/**
 * What an answer to each exercise is, by the exercise's id: `check` takes nothing else, and TypeScript says so in the cell.
 *
 * Each exercise adds its own, written out rather than named, so that the compiler's message shows the signature.
 *
 * @example
 * declare module "async-lab/exercise" {
 *   interface Answers {
 *     "02-all": (urls: string[]) => Promise<Country[]>;
 *   }
 * }
 */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- the library itself has no exercise
export interface Answers {}

/** The id of an exercise. */
export type ExerciseId = keyof Answers;
