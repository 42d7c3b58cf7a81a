import { language } from "../notebook/index.js";
import { practiceApi } from "../practice-api/index.js";
import { Bench } from "./bench.js";
import { CheckError } from "./check-error.js";
import type { Exercise } from "./exercise.js";
import { exerciseIds, exercises, type Answers, type ExerciseId } from "./exercises/index.js";
import { describeError, showBriefly } from "./learner-error.js";
import { messages, type Messages, type Told } from "./messages/index.js";
import { noteVerdict } from "./progress/index.js";
import { LearnerError, NotAttempted, Refusal } from "./refusal.js";
import { Verdict, type VerdictFields } from "./verdict.js";

/** Seconds that all calls of the learner's function share; the verdict itself comes within 5 s. */
const timeLimitS = 4.5;

/** How a check is made, for tests; a cell needs none of it. */
export interface CheckOptions {
  /** Seconds that all calls of the learner's function share; 4.5 unless told. */
  readonly timeLimit?: number;
}

/**
 * Checks the answer to an exercise, by calling it against the course's own practice API and looking at what the server
 * saw.
 *
 * An answer that throws, never ends or was not written is told in the verdict; the check itself does not throw for it.
 *
 * @param id the exercise
 * @param answer the learner's function, or value
 * @returns the verdict: shown in a notebook, and with plain fields for programs
 * @throws {CheckError} if there is no such exercise, or the answer is not of its kind
 * @throws {PracticeApiError} if the course's own server cannot be reached
 * @example
 * await check("02-all", fetchAll);
 */
// The ids are spelled out by a mapped type: of `keyof Answers` the compiler's message would show the name alone.
export async function check<Id extends { [Each in ExerciseId]: Each }[ExerciseId]>(
  id: Id,
  answer: Answers[Id],
  options: CheckOptions = {},
): Promise<Verdict> {
  const exercise = findExercise(id);
  if (!exercise.accepts(answer)) {
    throw new CheckError(`check("${id}", …) takes ${exercise.expects}, not ${showBriefly(answer)}`);
  }
  const chosen = language();
  const say = messages(chosen);
  const api = await practiceApi({ own: true });
  const bench = new Bench(api, (options.timeLimit ?? timeLimitS) * 1000);
  const verdict = new Verdict({ exercise: id, ...(await judge(exercise, answer, bench, say)) }, chosen);
  noteVerdict(verdict);
  return verdict;
}

function findExercise<Id extends ExerciseId>(id: Id): Exercise<Id, Answers[Id]> {
  if (Object.hasOwn(exercises, id)) return exercises[id];
  throw new CheckError(`check: there is no exercise ${showBriefly(id)}; there are ${exerciseIds.join(", ")}`);
}

async function judge<Id extends ExerciseId>(
  exercise: Exercise<Id, Answers[Id]>,
  answer: Answers[Id],
  bench: Bench,
  say: Messages,
): Promise<Omit<VerdictFields, "exercise">> {
  try {
    const seen = await exercise.judge(answer, bench);
    const tell = say.right[exercise.id] as (figures: typeof seen) => string;
    return { outcome: "right", message: tell(seen), seen: { ...seen } };
  } catch (error) {
    if (error instanceof NotAttempted) return { outcome: "not attempted", message: say.notAttempted };
    if (error instanceof Refusal) return tellRefusal(error, say);
    if (error instanceof LearnerError) return tellError(error.thrown, say);
    throw error;
  }
}

function tellRefusal({ rule, seen }: Refusal, say: Messages): Omit<VerdictFields, "exercise"> {
  // `refuse` has seen to it that the figures are those of the rule.
  const tell = say.rules[rule] as (figures: Readonly<Record<string, unknown>>) => Told;
  const told = tell(seen);
  return { outcome: "incorrect", rule, seen, message: `${told.rule} ${told.seen}`, hint: told.hint };
}

function tellError(thrown: unknown, say: Messages): Omit<VerdictFields, "exercise"> {
  const error = describeError(thrown, say);
  const hint = thrown instanceof Error ? say.errorHint : say.errorHintOther;
  return { outcome: "error", message: error.message, hint, error };
}
