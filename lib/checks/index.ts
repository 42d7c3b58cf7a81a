/** Tells a learner whether an answer is right, and if not, why. */
export { check } from "./check.js";
export { CheckError } from "./rule-violation.js";
export { escapeHtml, proseToHtml } from "./html.js";
export type { Answers, ExerciseId } from "./answers.js";
export { findExercises } from "./find-exercises.js";
export { measured, predict, type Measurement, type Prediction } from "./prediction.js";
export {
  progress,
  progressFile,
  readProgress,
  type ExerciseProgress,
  type Predictable,
  type Progress,
  type ProgressReport,
} from "./progress/index.js";
export { todo, TodoError } from "./todo.js";
export type { ErrorFound, Outcome } from "./outcome.js";
export type { Verdict, VerdictFields } from "./verdict.js";
export type { CallEnd, HomeworkEvidence, ScrapeEvidence } from "./homework/evidence.js";
export { checkHomework, type Scraped } from "./homework/check-homework.js";
export { HomeworkCheck, type HomeworkCheckFields } from "./homework/homework-check.js";
export { judgeHomework } from "./homework/judge.js";
export { concludeCall, type Concluded, type HomeworkServer } from "./homework/conclude-call.js";
export { planOneByOne } from "./homework/one-by-one.js";
export { homeworkLimits } from "./homework/limits.js";
export { measureSpan } from "./homework/facts.js";
export { NotMetError, pointsFor } from "./homework/points-for.js";
export { criterionIds, criterionPoints, totalPoints, type CriterionId } from "./homework/criteria.js";
export {
  criterionState,
  criterionStyles,
  formatJudgement,
  hasNoEnd,
  isUnattempted,
  sumPoints,
  titleOf,
  type CriterionState,
  type Judgement,
  type LocalizedJudgement,
} from "./homework/judgement.js";
export { messages } from "./messages/index.js";
export type { HomeworkReason } from "./messages/index.js";
