import type { Language } from "@async-lab/notebook";
import type { Answers, DefinedExercise, ExerciseId } from "./answers.js";
import type { TestHarness } from "./harness.js";
import type { ExerciseMessages, Figures, Messages } from "./messages/index.js";

/**
 * One exercise: how its answer is recognized, and how it is judged.
 *
 * A judge resolves with what was seen, if the answer is right; it throws a `RuleViolation` if it breaks a rule,
 * `NotAttempted` if there is nothing to judge, and a `LearnerError` with what the learner's own code threw.
 */
export type Exercise<Answer = unknown, Seen = Figures> = {
  /** Its place among the exercises of its lesson, from 1. */
  readonly place: number;
  /** What an answer is, for the error of a check that was given something else. */
  readonly expects: (say: Messages) => string;
  readonly messages: Readonly<Record<Language, ExerciseMessages & { right(seen: Seen): string }>>;
  /** Whether it may be an answer; left out, every function may. */
  accepts?(answer: unknown): boolean;
} & (
  | {
      /** Judges in virtual time, with a server on the same clock. */
      judge(answer: Answer, harness: TestHarness): Promise<Seen>;
    }
  | {
      /** Judges what has a clock of its own, such as threads: by order, counts and barriers, never by durations. */
      judgeInRealTime(answer: Answer): Promise<Seen>;
    }
);

/** What a check finds in a {@link DefinedExercise}. */
export type JudgedExercise = Exercise & DefinedExercise & { accepts(answer: unknown): boolean };

/**
 * Defines an exercise: the default export of `exercises/<id>/exercise.ts`.
 *
 * @param id the name of its folder, which begins with the lesson's two digits; its answer is `Answers[id]`
 * @example
 * export default defineExercise("02-all", {
 *   place: 1,
 *   messages,
 *   expects: ({ expects }) => expects.aFunction("(urls: string[]) => Promise<Country[]>"),
 *   async judge(fetchAll, harness) {
 *     const returned = await harness.trial([{ delay: 2 }, { delay: 1 }]).call(fetchAll);
 *     requireAllAtOnce(returned.after, 2);
 *     return { count: 2 };
 *   },
 * });
 */
export function defineExercise<Id extends ExerciseId, Seen>(
  id: Id,
  exercise: Exercise<Answers[Id], Seen>,
): DefinedExercise<Id> {
  const accepts = (answer: unknown): boolean => typeof answer === "function";
  const defined: DefinedExercise<Id> & Pick<JudgedExercise, "accepts"> = { id, accepts, ...exercise };
  return defined;
}
