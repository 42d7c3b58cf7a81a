import { mock } from "node:test";
import type { VirtualTime } from "virtual-time";
import type { Answers } from "async-lab/exercise";
import type { Retry } from "./retries.js";

/** What became of a test that was run against one implementation. */
export interface TryOut {
  readonly outcome: "passed" | "failed" | "hung";
  readonly thrown: unknown;
  /** Whether that is the failure of the `retry` itself, which the test let through. */
  readonly isOfRetry: boolean;
  /** How often the test called `retry`. */
  readonly calls: number;
  /** How many of these calls had not settled when the test ended. */
  readonly pending: number;
  /** The first wait that took time, by the test's own clock; undefined where all returned at once. */
  readonly slowWait: { readonly askedMs: number; readonly tookMs: number } | undefined;
  /** How long the test took, by its own clock. */
  readonly ms: number;
}

/** By the test's own clock: a timer of 0 ms takes 1. */
const quickWaitMs = 1;
/** Longer than any test that does what is asked. */
const limitMs = 600_000;

// The test may put false timers into their modules, and nobody knows whether it takes them out again.
const realSetImmediate = setImmediate;

/**
 * Runs a test against an implementation, in virtual time, and never throws.
 *
 * @param isLate whether each call of `retry` settles a turn of the event loop later than it would: who does not await it
 *   ends before it then, however little there was to do. Tests that turn a clock on by themselves may fail for it.
 */
export async function tryOut(
  answer: Answers["08-test"],
  retry: Retry,
  time: VirtualTime,
  { isLate = false }: { readonly isLate?: boolean } = {},
): Promise<TryOut> {
  const calls: Promise<unknown>[] = [];
  const failures = new Set<unknown>();
  let settled = 0;
  let slowWait: TryOut["slowWait"];

  const watchWait = async (wait: (ms: number) => Promise<void>, askedMs: number): Promise<void> => {
    const startMs = time.nowMs;
    try {
      await wait(askedMs);
    } finally {
      const tookMs = time.nowMs - startMs;
      if (tookMs > quickWaitMs) slowWait ??= { askedMs, tookMs };
    }
  };
  const watched: Retry = (task, attempts, wait) => {
    const running = retry(task, attempts, (ms) => watchWait(wait, ms));
    const call = isLate ? settleLater(running) : running;
    calls.push(call);
    call.then(
      () => (settled += 1),
      (reason: unknown) => {
        settled += 1;
        failures.add(reason);
      },
    );
    return call;
  };

  const startMs = time.nowMs;
  let pending = 0;
  const result = await time.run(async () => {
    try {
      await answer(watched);
    } finally {
      pending = calls.length - settled;
    }
  }, limitMs);
  // What is still on its way, or waits for a timer, is no business of the next run.
  mock.timers.reset();
  time.dropTimers();
  await time.settle();
  const thrown = result.status === "rejected" ? result.reason : undefined;
  return {
    outcome: ({ fulfilled: "passed", rejected: "failed", unsettled: "hung" } as const)[result.status],
    thrown,
    isOfRetry: failures.has(thrown),
    calls: calls.length,
    pending,
    slowWait,
    ms: result.atMs - startMs,
  };
}

async function settleLater<T>(promise: Promise<T>): Promise<T> {
  try {
    return await promise;
  } finally {
    await new Promise<void>((resolve) => realSetImmediate(resolve));
  }
}
