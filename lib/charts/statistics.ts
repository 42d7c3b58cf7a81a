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
export function maxInFlight(recording: Recording): number {
  return countInFlight(recording).reduce((max, { count }) => Math.max(max, count), 0);
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

/** How long the same work can really take, and with how many requests at a time. */
export interface Ideal {
  readonly ms: number;
  readonly slots: number;
}

/**
 * How long this work can take with as many requests at a time as there were at most in any of its recordings: each
 * request goes into the slot that is free first, the long ones before the short ones. Of several recordings of the same
 * work the shortest counts, since requests that compete or queue take longer than they need to; a recording with fewer
 * successful requests than the first did less work and is left out.
 *
 * @returns `undefined` when the first recording has no successful request, or when there was never more than one at a
 *   time, so that there is nothing to put side by side
 */
export function idealOf(recordings: readonly Recording[]): Ideal | undefined {
  const slots = Math.max(...recordings.map(maxInFlight));
  const runs = recordings.map(({ requests, totalMs }) => ({
    totalMs,
    durations: requests.filter(succeeded).map(({ startMs, endMs = startMs }) => endMs - startMs),
  }));
  const work = runs[0]?.durations.length ?? 0;
  if (work === 0 || slots < 2) return undefined;
  const times = runs
    .filter(({ durations }) => durations.length >= work)
    // What was done can be done, even where packing finds no better way.
    .map(({ totalMs, durations }) => Math.min(totalMs, packInto(slots, durations)));
  return { ms: Math.min(...times), slots };
}

/** When the last of these durations is over, with so many at a time. */
function packInto(slots: number, durations: readonly number[]): number {
  const busyUntil = Array.from({ length: Math.min(slots, durations.length) }, () => 0);
  for (const duration of durations.toSorted((a, b) => b - a)) {
    const first = busyUntil.indexOf(Math.min(...busyUntil));
    busyUntil[first] = (busyUntil[first] ?? 0) + duration;
  }
  return Math.max(...busyUntil);
}

/** Tenths of a millisecond, in seconds, are as fine as a chart can show. */
export function inSeconds(ms: number): number {
  return Math.round(ms * 10) / 10_000;
}
