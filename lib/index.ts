/** All that a cell may import: `import { practiceApi, record } from "async-lab"`. */
export { language, setLanguage, type Language } from "./notebook/index.js";
export {
  record,
  type RecordOptions,
  type RecordedRequest,
  type Recording,
  type LoopDelaySample,
} from "./record/index.js";
export {
  attempts,
  compare,
  distribution,
  histogram,
  inFlight,
  loopDelay,
  speedUp,
  timeline,
  type Chart,
  type DistributionOptions,
} from "./charts/index.js";
export {
  countriesLicence,
  practiceApi,
  PracticeApiError,
  type Country,
  type CountryOptions,
  type Currency,
  type FlakyOptions,
  type LimitedOptions,
  type Observed,
  type PracticeApi,
} from "./practice-api/index.js";
export {
  check,
  CheckError,
  measured,
  predict,
  todo,
  type Answers,
  type ExerciseId,
  type Failure,
  type Measurement,
  type Outcome,
  type Prediction,
  type Settled,
  type Verdict,
} from "./checks/index.js";
export {
  DeadlockError,
  fetchSync,
  RunError,
  runNode,
  runPython,
  runWorker,
  waitFor,
  workerFile,
  type RunNodeOptions,
  type RunOptions,
  type RunResult,
} from "./processes/index.js";
