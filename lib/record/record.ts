import { displaySymbol, language, type MimeBundle } from "@async-lab/notebook";
import { formatDuration, formatNumber } from "./format.js";
import { sampleLoopDelay } from "./loop-delay.js";
import { observeRequests } from "./observe.js";
import { showProgress, type Ending } from "./progress.js";
import { Recorder, type Counts } from "./recorder.js";
import type { Recording } from "./recording.js";
import { messages } from "./messages.js";

/** How `record` shows what is going on. */
export interface RecordOptions {
  /** Draw a progress bar; on unless `false`. */
  readonly progress?: boolean;
  /** How many requests there will be, for the bar to tell what is left. */
  readonly total?: number;
}

/**
 * Runs an experiment and writes down every HTTP request that it makes, with whatever client it makes it.
 *
 * A request belongs to the recording whose `run` made it, directly or through code that it started; of nested
 * recordings to the innermost one only. What is still under way when `run` is done stays in the recording
 * without `endMs`.
 *
 * @param name what charts call it: "one by one"
 * @param run the experiment; recording needs nothing of it
 * @returns what happened, with what `run` returned as `value`
 * @throws whatever `run` throws; a TypeError for wrong arguments
 * @example
 * const oneByOne = await record("one by one", async () => {
 *   for (const url of urls) await got(url).json();
 * });
 * timeline(oneByOne)
 */
export async function record<T>(
  name: string,
  run: () => T | Promise<T>,
  options: RecordOptions = {},
): Promise<Recording<T>> {
  checkArguments(name, run, options);
  const { progress = true, total } = options;
  const recorder = new Recorder(Recorder.current());
  const startedAt = Date.now();
  const stopObserving = observeRequests();
  const { samples, stop: stopSampling } = sampleLoopDelay(() => recorder.now());
  const counts = recorder.counts;
  const endProgress = progress
    ? showProgress(() => ({ name, counts, total, elapsedMs: recorder.now() }))
    : undefined;

  let value: T;
  let totalMs: number;
  let ending: Ending = "failed";
  try {
    value = await recorder.run(run);
    ending = "done";
  } finally {
    stopSampling();
    totalMs = await recorder.close();
    stopObserving();
    endProgress?.(ending);
  }

  const recording: Recording<T> = {
    name,
    startedAt,
    totalMs,
    requests: recorder.requests,
    loopDelay: samples,
    value,
  };
  // As the last expression of a cell it is one line, not hundreds; console.log still shows all of it.
  return Object.defineProperty(recording, displaySymbol, { value: () => summarize(recording, counts) });
}

function summarize({ name, totalMs, requests }: Recording, { failed, open }: Counts): MimeBundle {
  const spoken = language();
  const words = messages();
  const parts = [words.requests(formatNumber(requests.length, spoken), requests.length === 1)];
  if (failed > 0) parts.push(words.failed(formatNumber(failed, spoken)));
  if (open > 0) parts.push(words.unfinished(formatNumber(open, spoken)));
  parts.push(formatDuration(totalMs, spoken));
  return { "text/plain": `${name}: ${parts.join(", ")}` };
}

function checkArguments(name: unknown, run: unknown, { total }: RecordOptions): void {
  const words = messages();
  if (typeof name !== "string" || name === "") throw new TypeError(words.needsName(show(name)));
  if (typeof run !== "function") throw new TypeError(words.needsRun(show(name), show(run)));
  if (total !== undefined && !(Number.isInteger(total) && total > 0))
    throw new TypeError(words.needsTotal(show(total)));
}

function show(value: unknown): string {
  if (value instanceof Promise) return messages().aPromise;
  if (typeof value === "string") return JSON.stringify(value);
  return typeof value === "object" && value !== null ? messages().anObject : String(value);
}
