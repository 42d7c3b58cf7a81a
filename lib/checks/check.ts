import { describeThrown, language, type Language } from "@async-lab/notebook";
import type { Answers, ExerciseId } from "./answers.js";
import type { Exercise, JudgedExercise } from "./exercise.js";
import { findExercise, findExercises } from "./find-exercises.js";
import { inTurn, TestHarness } from "./harness.js";
import { describeError, showBriefly } from "./learner-error.js";
import { messages, type Figures, type Messages } from "./messages/index.js";
import { tellChecked, tellOutdated } from "./outdated.js";
import { noteVerdict } from "./progress/index.js";
import { CheckError, LearnerError, NotAttempted, RuleViolation, type Place } from "./rule-violation.js";
import type { Timeline } from "./timeline.js";
import type { Trial } from "./trial.js";
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
  const chosen = language();
  const say = messages(chosen);
  // Asked before anything is awaited, while this is the cell that runs.
  const outdated = tellOutdated(say);
  const checked = tellChecked(answer, say);
  const exercise = await requireExercise(id);
  if (outdated) return new Verdict({ exercise: id, ...outdated }, chosen);
  if (!exercise.accepts(answer)) {
    throw new CheckError(say.checkTakes(id, exercise.expects(say), showBriefly(answer)));
  }
  const fields = await inTurn(() => judge(exercise, answer, chosen));
  const verdict = new Verdict(
    { exercise: id, ...fields, ...(checked === undefined ? {} : { checked }) },
    chosen,
  );
  noteVerdict(verdict);
  return verdict;
}

async function requireExercise(id: string): Promise<JudgedExercise> {
  const found = await findExercise(id);
  if (found) return found as JudgedExercise;
  const ids = (await findExercises()).map((exercise) => exercise.id).join(", ");
  throw new CheckError(messages().noSuchExercise(showBriefly(id), ids));
}

type Fields = Omit<VerdictFields, "exercise">;

async function judge(exercise: Exercise, answer: unknown, chosen: Language): Promise<Fields> {
  if ("judgeInRealTime" in exercise) {
    return await tell(exercise, () => exercise.judgeInRealTime(answer), chosen);
  }
  await using harness = await TestHarness.start();
  const { place, ...fields } = await tell(exercise, () => exercise.judge(answer, harness), chosen);
  if (fields.outcome === "right" || fields.outcome === "not attempted") return fields;
  const timeline = takeTimeline(harness.trials.at(-1), place);
  return { ...fields, ...(timeline ? { timeline } : {}) };
}

async function tell(
  exercise: Exercise,
  work: () => Promise<Figures>,
  chosen: Language,
): Promise<Fields & { readonly place?: Place }> {
  try {
    const seen = await work();
    return { outcome: "right", message: exercise.messages[chosen].right(seen), seen: { ...seen } };
  } catch (error) {
    const say = messages(chosen);
    if (error instanceof NotAttempted) return { outcome: "not attempted", message: say.notAttempted };
    if (error instanceof RuleViolation) return tellViolation(error, chosen);
    if (error instanceof LearnerError) return tellError(error.thrown, say);
    throw error;
  }
}

function tellViolation(violation: RuleViolation, chosen: Language): Fields & { readonly place?: Place } {
  const { rule, seen, place } = violation;
  const told = violation.tell(chosen);
  const message = `${told.rule} ${told.seen}`;
  return { outcome: "incorrect", rule, seen, message, hint: told.hint, ...(place ? { place } : {}) };
}

function tellError(thrown: unknown, say: Messages): Fields {
  const error = describeError(thrown, say);
  const hint = describeThrown(thrown).isError ? say.errorHint : say.errorHintOther;
  return { outcome: "error", message: error.message, hint, error };
}

/** The timeline of a trial's call, or undefined where the server saw nothing of it. */
function takeTimeline(trial: Trial | undefined, place?: Place): Timeline | undefined {
  const ended = trial?.ended;
  if (!trial || !ended) return undefined;
  const { requests } = trial.snapshot();
  if (requests.length === 0) return undefined;
  return {
    requests: requests.map(({ path, startMs, endMs, status }) => ({
      label: labelOf(path),
      startMs,
      endMs,
      status,
    })),
    returnedMs: ended.result.status === "unsettled" ? undefined : ended.ms,
    ...(place ? { place } : {}),
  };
}

/** `/countries/ARG?delay=2` is `ARG`, and any other path itself, cut where it is long. */
function labelOf(path: string): string {
  const code = /^\/countries\/([\w-]+)/.exec(path)?.[1] ?? /[?&]country=(\w+)/.exec(path)?.[1];
  const label = code ?? path.replace(/^\//, "");
  return label.length > 18 ? `${label.slice(0, 17)}…` : label;
}
