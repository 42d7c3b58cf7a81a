import type { TestHarness } from "../harness.js";
import { describe } from "../describe.js";
import { refuseLostError } from "../rules.js";

/**
 * Calls the function with one URL whose connection breaks: its promise has to reject.
 *
 * No client takes that for an answer; what a 404 is depends on the client.
 */
export async function requireErrorComesOut(
  harness: TestHarness,
  answer: (urls: string[]) => unknown,
): Promise<void> {
  const trial = harness.trial([{ delay: 0.5 }, "broken", { delay: 0 }]);
  const { result } = await trial.end(answer);
  if (result.status === "fulfilled") refuseLostError(trial, describe(result.value));
}
