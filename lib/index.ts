/** All that a cell may import: `import { practiceApi, record } from "async-lab"`. */
export { language, setLanguage, type Language } from "./notebook/index.js";
export {
  record,
  type RecordOptions,
  type RecordedRequest,
  type Recording,
  type LoopDelaySample,
} from "./record/index.js";
export { compare, inFlight, loopDelay, timeline, type Chart } from "./charts/index.js";
