// @ts-nocheck -- being moved to virtual time
import { setTimeout as sleep } from "node:timers/promises";
import type { TestHarness } from "./harness.js";
import { LearnerError, NotAttempted, RuleViolation, violation } from "./rule-violation.js";
import { isTodo } from "./todo.js";

/**
 * Calls a function of the learner's that asks no server, and waits until it is done or the time is over.
 *
 * @throws {LearnerError} with what the function threw
 * @throws {NotAttempted} if it was never written
 * @throws {RuleViolation} `never-ended`
 */
export async function finish(harness: TestHarness, work: () => unknown): Promise<unknown> {
  const limitMs = harness.remainingMs;
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
    if (error instanceof RuleViolation) throw error;
    if (isTodo(error)) throw new NotAttempted();
    throw new LearnerError(error);
  } finally {
    timer.abort();
  }
  throw violation("never-ended", { seconds: Math.round(limitMs / 100) / 10 });
}
