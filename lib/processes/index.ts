/** Runs code outside the notebook's own thread: in another process, or in a worker thread. */
export { fetchSync } from "./fetch-sync.js";
export { RunError, runNode, runPython, type RunNodeOptions, type RunOptions } from "./run-process.js";
export type { RunResult } from "./run-result.js";
export { runWorker } from "./run-worker.js";
export { DeadlockError, waitFor } from "./wait-for.js";
export { workerFile } from "./worker-file.js";
