import { describeThrown, language } from "@async-lab/notebook";
import { TestHarness } from "./harness.js";
import { CheckError } from "./check-error.js";
import type { Exercise, RightSeen } from "./exercise.js";
import { exerciseIds, exercises, type Answers, type ExerciseId } from "./exercises/index.js";
import { inTurn } from "./in-turn.js";
import { describeError, showBriefly } from "./learner-error.js";
import { messages, type Messages, type Told } from "./messages/index.js";
import { tellChecked, tellOutdated } from "./outdated.js";
import { noteVerdict } from "./progress/index.js";
import { LearnerError, NotAttempted, RuleViolation, type Place } from "./rule-violation.js";
import { takeTimeline } from "./timeline.js";
import { Verdict, type VerdictFields } from "./verdict.js";

/**
 * Checks the answer to an exercise, by calling it against a practice API of its own and looking at what that server saw.
 *
 * The answer runs in virtual time: the verdict is the same on every machine, and waits take none of yours. An answer that
 * throws, never ends or was not written is told in the verdict; the check itself does not throw for it.
 *
 * @param id the exercise
 * @param answer the learner's function, or value
 * @returns the verdict: shown in a notebook, and with plain fields for programs
 * @throws {CheckError} if there is no such exercise, or the answer is not of its kind
 * @example
 * await check("02-all", fetchAll);
 */
// The ids are spelled out by a mapped type: of `keyof Answers` the compiler's message would show the name alone.
export async function check<Id extends { [Each in ExerciseId]: Each }[ExerciseId]>(
  id: Id,
  answer: Answers[Id],
): Promise<Verdict> {
  const exercise = findExercise(id);
  const chosen = language();
  const say = messages(chosen);
  const outdated = tellOutdated(say);
  if (outdated) return new Verdict({ exercise: id, ...outdated }, chosen);
  if (!exercise.accepts(answer)) {
    throw new CheckError(say.checkTakes(id, exercise.expects(say), showBriefly(answer)));
  }
  // Asked before the answer runs, while this is the cell that runs.
  const checked = tellChecked(answer, say);
  const fields = await inTurn(() => judge(exercise, answer, say));
  const verdict = new Verdict(
    { exercise: id, ...fields, ...(checked === undefined ? {} : { checked }) },
    chosen,
  );
  noteVerdict(verdict);
  return verdict;
}

function findExercise<Id extends ExerciseId>(id: Id): Exercise<Id, Answers[Id]> {
  if (Object.hasOwn(exercises, id)) return exercises[id];
  throw new CheckError(messages().noSuchExercise(showBriefly(id), exerciseIds.join(", ")));
}

type Fields = Omit<VerdictFields, "exercise">;

async function judge<Id extends ExerciseId>(
  exercise: Exercise<Id, Answers[Id]>,
  answer: Answers[Id],
  say: Messages,
): Promise<Fields> {
  if ("judgeInRealTime" in exercise) {
    return await tell(exercise, () => exercise.judgeInRealTime(answer), say);
  }
  await using harness = await TestHarness.start();
  const { place, ...fields } = await tell(exercise, () => exercise.judge(answer, harness), say);
  if (fields.outcome === "right" || fields.outcome === "not attempted") return fields;
  const timeline = takeTimeline(harness.trials.at(-1), place);
  return { ...fields, ...(timeline ? { timeline } : {}) };
}

async function tell<Id extends ExerciseId>(
  { id }: Exercise<Id, Answers[Id]>,
  work: () => Promise<RightSeen<Id>>,
  say: Messages,
): Promise<Fields & { readonly place?: Place }> {
  try {
    const seen = await work();
    const formatRight = say.right[id] as (figures: typeof seen) => string;
    return { outcome: "right", message: formatRight(seen), seen: { ...seen } };
  } catch (error) {
    if (error instanceof NotAttempted) return { outcome: "not attempted", message: say.notAttempted };
    if (error instanceof RuleViolation) return tellViolation(error, say);
    if (error instanceof LearnerError) return tellError(error.thrown, say);
    throw error;
  }
}

function tellViolation(
  { rule, seen, place }: RuleViolation,
  say: Messages,
): Fields & { readonly place?: Place } {
  // `violation` has seen to it that the figures are those of the rule.
  const format = say.rules[rule] as (figures: Readonly<Record<string, unknown>>) => Told;
  const told = format(seen);
  const message = `${told.rule} ${told.seen}`;
  return { outcome: "incorrect", rule, seen, message, hint: told.hint, ...(place ? { place } : {}) };
}

function tellError(thrown: unknown, say: Messages): Fields {
  const error = describeError(thrown, say);
  const hint = describeThrown(thrown).isError ? say.errorHint : say.errorHintOther;
  return { outcome: "error", message: error.message, hint, error };
}
