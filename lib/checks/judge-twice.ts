// @ts-nocheck -- being moved to virtual time
import type { TestHarness } from "./harness.js";
import type { Rule } from "./messages/index.js";
import { RuleViolation } from "./rule-violation.js";

/** Which refusals a busy machine can be the reason of, and what a second try takes at least. */
export interface MaybeBusy {
  readonly rules: readonly Rule[];
  /** In ms; with less time left there is none. */
  readonly leastMs: number;
}

/**
 * Judges once more where a rule was broken that a busy machine breaks, too: only an answer that breaks it twice is told
 * so. A second try that runs out of time knows nothing new: then the first one is told.
 *
 * @param judge is told which try it is, and may take its time in the second
 * @throws {RuleViolation} the second try's, or the first one's where there was none
 * @example await judgeTwiceIf({ rules: ["waits-too-long"], leastMs: 4000 }, harness, () => judgeWaits(harness, answer));
 */
export async function judgeTwiceIf(
  { rules, leastMs }: MaybeBusy,
  harness: TestHarness,
  judge: (attempt: 1 | 2) => Promise<void>,
): Promise<void> {
  try {
    await judge(1);
  } catch (first) {
    const maybeBusy = first instanceof RuleViolation && rules.includes(first.rule);
    if (!maybeBusy || harness.remainingMs < leastMs) throw first;
    await judge(2).catch((second: unknown) => {
      throw second instanceof RuleViolation && second.rule === "did-not-finish" ? first : second;
    });
  }
}
