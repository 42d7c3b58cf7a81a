/** What is kept of a learner's work: the verdicts and the predictions, in one file on their own machine. */
export { homeworkId, noteVerdict, readPrediction, writePrediction } from "./notes.js";
export {
  progressFile,
  readProgress,
  type ExerciseProgress,
  type Predictable,
  type Progress,
} from "./progress-file.js";
export { progress, type ProgressReport } from "./progress-report.js";
