/** The entry point `async-lab/exercise`: what an exercise is made of. */
export type { Answers } from "./answers.js";
export { BlockingCalls, firstCall } from "./blocking-calls.js";
export { CloseWatch, type Closes } from "./close-watch.js";
export { requireErrorComesOut, tellsOf } from "./error-comes-out.js";
export { defineExercise } from "./exercise.js";
export { type Planned, TestHarness } from "./harness.js";
export { describe, isOwnMistake, nameAndMessage, showBriefly } from "./learner-error.js";
export type { ExerciseMessages, RuleOf, SeenOf, Told } from "./messages/index.js";
export { plural, was } from "./messages/words.js";
export {
  defineMessages,
  LearnerError,
  NotAttempted,
  RuleViolation,
  type MakeViolation,
  type Place,
} from "./rule-violation.js";
export * from "./rules.js";
export { adversarialDelays, adversarialPlan, shuffle } from "./shuffle.js";
export { countInFlight, countMaxInFlight, type SeenRequest, type ServerSnapshot } from "./snapshot.js";
export { isTodo } from "./todo.js";
export type { Ended, Returned, Trial, TrialUrl } from "./trial.js";
