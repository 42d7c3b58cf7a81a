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

/**
 * Whether an error tells of a problem: in its own message, in its cause's, or in that of one of the errors it holds.
 *
 * @param message what the error that it is about says
 */
export function tellsOf(error: unknown, message: string): boolean {
  if (typeof error === "string") return error.includes(message);
  if (!(error instanceof Error)) return false;
  if (error.message.includes(message)) return true;
  const inner: unknown[] = error instanceof AggregateError ? [...(error.errors as unknown[])] : [];
  return [...inner, error.cause].some((each) => tellsOf(each, message));
}
