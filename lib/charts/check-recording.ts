import type { Recording } from "../record/index.js";
import { messages } from "./messages.js";

/**
 * Makes sure that what a chart is given are recordings, for cells that TypeScript could not check.
 *
 * @throws TypeError in one line that says what was given instead
 */
export function checkRecordings(chart: string, values: readonly unknown[]): asserts values is Recording[] {
  if (values.length === 0) throw new TypeError(messages().errors.noRecording(chart));
  for (const value of values) {
    if (!isRecording(value)) throw new TypeError(describe(value, chart));
  }
}

function isRecording(value: unknown): value is Recording {
  if (typeof value !== "object" || value === null) return false;
  const { name, totalMs, requests, loopDelay } = value as Partial<Recording>;
  return (
    typeof name === "string" &&
    typeof totalMs === "number" &&
    Array.isArray(requests) &&
    Array.isArray(loopDelay)
  );
}

function describe(value: unknown, chart: string): string {
  const say = messages().errors;
  if (value instanceof Promise) return say.aRecordingsPromise(chart);
  if (Array.isArray(value)) return say.anArray(chart);
  return say.notARecording(
    chart,
    value === null || typeof value !== "object" ? String(value) : say.anotherObject,
  );
}
