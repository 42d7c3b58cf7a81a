/** Tells a learner whether an answer is right, and if not, why. */
export { check, type CheckOptions } from "./check.js";
export { CheckError } from "./check-error.js";
export { exerciseIds, type Answers, type ExerciseId, type Failure, type Settled } from "./exercises/index.js";
export { measured, predict, type Measurement, type Prediction } from "./prediction.js";
export {
  progressFile,
  readProgress,
  type ExerciseProgress,
  type Predictable,
  type Progress,
} from "./progress/index.js";
export { todo, TodoError } from "./todo.js";
export type { ErrorFound, Outcome, Verdict, VerdictFields } from "./verdict.js";
