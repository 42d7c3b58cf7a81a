/** Runs an experiment and observes its requests: `record`. */
export { formatDuration, formatNumber } from "./format.js";
export { observeRequests } from "./observe.js";
export { record, type RecordOptions } from "./record.js";
export { Recorder } from "./recorder.js";
export type { LoopDelaySample, RecordedRequest, Recording } from "./recording.js";
