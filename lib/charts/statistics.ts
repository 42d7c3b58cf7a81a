import type { RecordedRequest, Recording } from "../record/index.js";

/** How many requests were in flight from this time on, in milliseconds since the recording began. */
export interface Step {
  readonly atMs: number;
  readonly count: number;
}

/**
 * How the number of requests in flight went up and down. A request that never ended stays in flight until the
 * recording's end.
 */
export function countInFlight({ requests, totalMs }: Recording): Step[] {
  const changes = requests.flatMap(({ startMs, endMs = totalMs }) => [
    { atMs: startMs, by: 1 },
    { atMs: endMs, by: -1 },
  ]);
  // At the same time, what ends comes before what starts: one after another is never two at once.
  changes.sort((a, b) => a.atMs - b.atMs || a.by - b.by);
  const steps: Step[] = [{ atMs: 0, count: 0 }];
  let count = 0;
  for (const { atMs, by } of changes) {
    count += by;
    steps.push({ atMs, count });
  }
  return steps;
}

/** The most requests that were in flight at the same time. */
export function mostInFlight(recording: Recording): number {
  return countInFlight(recording).reduce((most, { count }) => Math.max(most, count), 0);
}

/** Whether the answer came whole, with a status below 400. */
export function succeeded({ status = 0, error, endMs }: RecordedRequest): boolean {
  return endMs !== undefined && error === undefined && status > 0 && status < 400;
}

/** The middle one of the values, or `undefined` when there are none. */
export function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle];
  const lower = sorted[sorted.length % 2 === 0 ? middle - 1 : middle];
  return upper === undefined || lower === undefined ? undefined : (lower + upper) / 2;
}

/**
 * The shortest time in which this work could have been done: the longest single request, as if all had run at
 * once. Of several recordings of the same work the smallest counts, since requests that compete or queue take
 * longer than they need to; a recording with fewer successful requests than the first did less work and is left
 * out.
 *
 * ideal = min over recordings (max over successful requests (end - start))
 *
 * @returns milliseconds, or `undefined` when the first recording has no successful request
 */
export function idealMs(recordings: readonly Recording[]): number | undefined {
  const durations = recordings.map(({ requests }) =>
    requests.filter(succeeded).map(({ startMs, endMs = startMs }) => endMs - startMs),
  );
  const work = durations[0]?.length ?? 0;
  if (work === 0) return undefined;
  return Math.min(
    ...durations
      .filter((list) => list.length >= work)
      .map((list) => list.reduce((longest, duration) => Math.max(longest, duration), 0)),
  );
}

/** Tenths of a millisecond, in seconds, are as fine as a chart can show. */
export function inSeconds(ms: number): number {
  return Math.round(ms * 10) / 10_000;
}
