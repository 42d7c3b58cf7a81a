import { describe } from "../describe.js";
import type { Planned, TestHarness } from "../harness.js";
import { RuleViolation, violation } from "../rule-violation.js";
import { refuseLostError } from "../rules.js";
import type { Ended, Trial } from "../trial.js";

/**
 * Calls the function with URLs of which the connection of one breaks: its promise has to reject.
 *
 * No client takes that for an answer; what a 404 is depends on the client.
 *
 * @throws {RuleViolation} `lost-error`; `unheard-error` where nobody awaits the promise that fails; `stuck-after-error`
 */
export async function requireErrorComesOut(
  harness: TestHarness,
  answer: (urls: string[]) => unknown,
  plan: readonly Planned[] = [{ delay: 0.5 }, "broken", { delay: 0 }],
): Promise<void> {
  const trial = harness.trial(plan);
  const { result } = await endAfterError(trial, answer);
  if (result.status === "fulfilled") refuseLostError(trial, describe(result.value));
}

async function endAfterError(trial: Trial, answer: (urls: string[]) => unknown): Promise<Ended> {
  try {
    return await trial.end(answer);
  } catch (error) {
    const isStuck =
      error instanceof RuleViolation && ["never-settles", "did-not-finish"].includes(error.rule);
    if (!isStuck) throw error;
    const url = trial.pathOf(trial.planned.find(({ fails }) => fails)?.url ?? "");
    throw violation("stuck-after-error", { url });
  }
}
