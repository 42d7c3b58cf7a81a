/** Recordings as tests of charts need them: made up, so that every figure is known. */
import type { RecordedRequest, Recording } from "../../record/index.js";
import type { Chart } from "../index.js";

/** `count` requests, `parallel` at a time, each `waitMs` to the first byte and then `receiveMs`. */
export function recordingOf(
  name: string,
  count: number,
  {
    parallel = 1,
    waitMs = 198,
    receiveMs = 2,
  }: { parallel?: number; waitMs?: number; receiveMs?: number } = {},
): Recording {
  const requests = Array.from({ length: count }, (_, index): RecordedRequest => {
    const startMs = Math.floor(index / parallel) * (waitMs + receiveMs);
    return {
      method: "GET",
      url: `http://localhost/${index}`,
      attempt: 1,
      startMs,
      firstByteMs: startMs + waitMs,
      endMs: startMs + waitMs + receiveMs,
      status: 200,
      bytes: 100,
      protocol: "http/1.1",
    };
  });
  const totalMs = Math.max(1, ...requests.map(({ endMs = 0 }) => endMs));
  const loopDelay = Array.from({ length: Math.floor(totalMs / 10) }, (_, index) => ({
    atMs: index * 10,
    delayMs: 1,
  }));
  return { name, startedAt: 0, totalMs, requests, loopDelay, value: undefined };
}

/** The same recording with some of its requests changed. */
export function change(
  recording: Recording,
  changes: Record<number, Partial<Record<keyof RecordedRequest, unknown>>>,
): Recording {
  const requests = recording.requests.map(
    (request, index) => ({ ...request, ...changes[index] }) as RecordedRequest,
  );
  return { ...recording, requests };
}

export const oneByOne = recordingOf("one by one", 50);
export const allAtOnce = recordingOf("all at once", 50, { parallel: 50, waitMs: 270 });
export const mixed = change(recordingOf("mixed", 10, { parallel: 5 }), {
  1: { status: 503 },
  2: { status: 404 },
  3: { status: undefined, firstByteMs: undefined, error: "ECONNRESET: socket hang up" },
  4: { status: 302 },
  9: { endMs: undefined, firstByteMs: undefined, status: undefined },
});
export const nothing: Recording = { ...recordingOf("nothing", 0), loopDelay: [] };
export const frozen: Recording = {
  ...oneByOne,
  loopDelay: [
    { atMs: 10, delayMs: 1 },
    { atMs: 800, delayMs: 1190 },
    { atMs: 2000, delayMs: 62 },
  ],
};

/** `clients` pages, the first three attempts at each fail; the waits grow from 100 ms, as `wait` changes them. */
export function retriesOf(name: string, clients: number, wait = (ms: number) => ms): Recording {
  const requests = Array.from({ length: clients }, (_, index) => {
    let startMs = 0;
    return [1, 2, 3, 4].map((attempt) => {
      if (attempt > 1) startMs += 20 + wait(100 * 2 ** (attempt - 2));
      const { requests: one } = change(recordingOf("", 1, { waitMs: 18 }), {
        0: {
          url: `http://localhost:1/r/run/flaky/${index}?fails=3`,
          attempt,
          startMs,
          firstByteMs: startMs + 18,
          endMs: startMs + 20,
          status: attempt < 4 ? 503 : 200,
        },
      });
      return one;
    });
  }).flat(2);
  return {
    ...recordingOf(name, 0),
    totalMs: Math.max(...requests.map(({ endMs = 0 }) => endMs)),
    requests: requests.toSorted((a, b) => a.startMs - b.startMs),
  };
}
export const backoff = retriesOf("with backoff", 2);
export const herd = retriesOf("no jitter", 50);
let draws = 0;
export const jittered = retriesOf("jitter", 50, (ms) => ms * (0.5 + ((draws += 7) % 50) / 100));

/** The rows of data that a layer of a chart draws. */
export function valuesOf(chart: Chart, layer: number): readonly Record<string, unknown>[] {
  return (chart.spec["layer"] as { data: { values: Record<string, unknown>[] } }[])[layer]?.data.values ?? [];
}
