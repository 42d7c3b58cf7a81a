import type { Bench } from "../bench.js";
import { describe } from "../describe.js";
import { LearnerError } from "../refusal.js";
import { refuseLostError } from "../rules.js";

/**
 * Calls the function with one URL that cannot be reached: its promise has to reject.
 *
 * The error is the same for every client, and none of them retries it; a 404 would depend on the client.
 */
export async function requireErrorComesOut(bench: Bench, answer: (urls: string[]) => unknown): Promise<void> {
  const trial = await bench.trial([{ delay: 0.05 }, "unreachable", { delay: 0 }]);
  try {
    const { value } = await trial.call(answer);
    refuseLostError(trial, describe(value));
  } catch (error) {
    if (!(error instanceof LearnerError)) throw error;
    await trial.settle();
  }
}
