import type { Recording } from "../record/index.js";

/**
 * Makes sure that what a chart is given are recordings, for cells that TypeScript could not check.
 *
 * @throws TypeError in one line that says what was given instead
 */
export function checkRecordings(chart: string, values: readonly unknown[]): asserts values is Recording[] {
  if (values.length === 0)
    throw new TypeError(`${chart}: give it a recording: ${chart}(await record("…", …))`);
  for (const value of values) {
    if (!isRecording(value)) throw new TypeError(`${chart}: ${describe(value, chart)}`);
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
  if (value instanceof Promise) {
    return `this is a promise of a recording, not a recording: write ${chart}(await record(…))`;
  }
  if (Array.isArray(value)) return `expected a recording, not an array: spread it, ${chart}(...recordings)`;
  const given = value === null || typeof value !== "object" ? String(value) : "an object of another kind";
  return `expected a recording, as \`await record(…)\` returns it, not ${given}`;
}
