import { setTimeout as sleep } from "node:timers/promises";
import type { Bench } from "./bench.js";
import { LearnerError, NotAttempted, Refusal, refuse } from "./refusal.js";
import { isTodo } from "./todo.js";

/**
 * Calls a function of the learner's that asks no server, and waits until it is done or the time is over.
 *
 * @throws {LearnerError} with what the function threw
 * @throws {NotAttempted} if it was never written
 * @throws {Refusal} `never-ended`
 */
export async function finish(bench: Bench, work: () => unknown): Promise<unknown> {
  const limitMs = bench.remainingMs;
  const overdue = Symbol("overdue");
  const timer = new AbortController();
  try {
    const result = await Promise.race([
      // In a `then`, so that a throw before the first await is a rejection like any other.
      Promise.resolve().then(work),
      sleep(limitMs, overdue, { signal: timer.signal }),
    ]);
    if (result !== overdue) return result;
  } catch (error) {
    if (error instanceof Refusal) throw error;
    if (isTodo(error)) throw new NotAttempted();
    throw new LearnerError(error);
  } finally {
    timer.abort();
  }
  throw refuse("never-ended", { seconds: Math.round(limitMs / 100) / 10 });
}
