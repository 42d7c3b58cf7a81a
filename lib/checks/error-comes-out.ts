import { describeThrown, isInstance } from "@async-lab/notebook";
import type { Planned, TestHarness } from "./harness.js";
import { describe, isOwnMistake, nameAndMessage } from "./learner-error.js";
import { RuleViolation, violation } from "./rule-violation.js";
import { refuseLostError } from "./rules.js";
import type { Ended, Trial } from "./trial.js";

/**
 * Calls the function with URLs of which the connection of one breaks: its promise has to reject.
 *
 * No client takes that for an answer; what a 404 is depends on the client.
 *
 * @throws {RuleViolation} `lost-error`; `unheard-error` where nobody awaits the promise that fails; `stuck-after-error`;
 *   `other-error` where a slip of the learner's own comes out in its place
 */
export async function requireErrorComesOut(
  harness: TestHarness,
  answer: (urls: string[]) => unknown,
  plan: readonly Planned[] = [{ delay: 0.5 }, "broken", { delay: 0 }],
): Promise<void> {
  const trial = harness.trial(plan);
  const { result } = await endAfterError(trial, answer);
  if (result.status === "fulfilled") refuseLostError(trial, describe(result.value));
  if (result.status === "rejected" && !mayBeOfPage(result.reason)) {
    throw violation("other-error", { url: trial.failingPath, error: nameAndMessage(result.reason) });
  }
}

/** An error of the client's, or one that the learner has made of it. */
function mayBeOfPage(thrown: unknown): boolean {
  return thrown !== undefined && thrown !== null && !isOwnMistake(thrown);
}

async function endAfterError(trial: Trial, answer: (urls: string[]) => unknown): Promise<Ended> {
  try {
    return await trial.end(answer);
  } catch (error) {
    const isStuck =
      isInstance(error, RuleViolation) && ["never-settles", "did-not-finish"].includes(error.rule);
    if (!isStuck) throw error;
    throw violation("stuck-after-error", { url: trial.failingPath });
  }
}

/**
 * Whether an error tells of a problem: in its own message, in its cause's, or in that of one of the errors it holds.
 *
 * @param message what the error that it is about says
 */
export function tellsOf(error: unknown, message: string, seen = new Set<unknown>()): boolean {
  if (typeof error === "string") return error.includes(message);
  const described = describeThrown(error);
  if (!described.isError) return false;
  if (described.message.includes(message)) return true;
  // A chain of causes may be a circle.
  if (seen.has(error)) return false;
  seen.add(error);
  return [...described.errors, described.cause].some((each) => tellsOf(each, message, seen));
}
