import type { Answers, Retry } from "./answers.js";

/** What became of a test that was run against one implementation. */
export interface TryOut {
  readonly outcome: "passed" | "failed" | "hung";
  readonly thrown: unknown;
  /** How often the test called `retry`. */
  readonly calls: number;
  /** How many of these calls had not settled when the test ended. */
  readonly pending: number;
  /** The first wait that the test's own `wait` took real time for, in ms; undefined where all were quick. */
  readonly slowWaitMs: number | undefined;
  readonly ms: number;
}

/** A `wait` that takes longer than this waits for the clock: what it is asked for is a second or more. */
const quickWaitMs = 500;

// The test may put false timers into their modules, and nobody knows whether it takes them out again.
const [realSetTimeout, realClearTimeout, realSetImmediate] = [setTimeout, clearTimeout, setImmediate];

/** Runs a test against an implementation, and never throws. */
export async function tryOut(answer: Answers["08-test"], retry: Retry, limitMs: number): Promise<TryOut> {
  const started = performance.now();
  const hung = Symbol("hung");
  const stop = Promise.withResolvers<typeof hung>();
  const [calls, settled] = [new Set<Promise<unknown>>(), new Set<Promise<unknown>>()];
  let slowWaitMs: number | undefined;

  const watchWait = async (wait: (ms: number) => Promise<void>, ms: number): Promise<void> => {
    const timer = realSetTimeout(() => {
      slowWaitMs ??= ms;
      stop.resolve(hung);
    }, quickWaitMs);
    try {
      await wait(ms);
    } finally {
      realClearTimeout(timer);
    }
  };
  const watched: Retry = (task, attempts, wait) => {
    const call = settleLater(retry(task, attempts, (ms) => watchWait(wait, ms)));
    calls.add(call);
    const note = () => settled.add(call);
    call.then(note, note);
    return call;
  };

  const timer = realSetTimeout(() => stop.resolve(hung), limitMs);
  const sumUp = (outcome: TryOut["outcome"], thrown?: unknown): TryOut => ({
    outcome,
    thrown,
    calls: calls.size,
    pending: calls.size - settled.size,
    slowWaitMs,
    ms: performance.now() - started,
  });
  try {
    const ended = await Promise.race([Promise.resolve(watched).then(answer), stop.promise]);
    return sumUp(ended === hung ? "hung" : "passed");
  } catch (thrown) {
    return sumUp("failed", thrown);
  } finally {
    realClearTimeout(timer);
  }
}

/** One round of the event loop later: who does not await it ends before it, however little there was to do. */
async function settleLater<T>(promise: Promise<T>): Promise<T> {
  try {
    return await promise;
  } finally {
    await new Promise<void>((resolve) => realSetImmediate(resolve));
  }
}
