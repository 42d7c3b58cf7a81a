import type { TestHarness } from "./harness.js";
import type { Messages } from "./messages/index.js";

/** What a judge found to be right, with the figures that the verdict tells. */
export type RightSeen<Id extends keyof Messages["right"]> = Parameters<Messages["right"][Id]>[0];

/**
 * One exercise: how its answer is recognized, and how it is judged.
 *
 * A judge resolves with what was seen, if the answer is right; it throws a `RuleViolation` if it breaks a rule,
 * `NotAttempted` if there is nothing to judge, and a `LearnerError` with what the learner's own code threw.
 */
export type Exercise<Id extends keyof Messages["right"], Answer> = {
  readonly id: Id;
  readonly lesson: string;
  /** What an answer is, for the error of a check that was given something else. */
  readonly expects: (say: Messages) => string;
  accepts(answer: unknown): boolean;
} & (
  | {
      /** Judges in virtual time, with a server on the same clock. */
      judge(answer: Answer, harness: TestHarness): Promise<RightSeen<Id>>;
    }
  | {
      /** Judges what has a clock of its own, such as threads: by order, counts and barriers, never by durations. */
      judgeInRealTime(answer: Answer): Promise<RightSeen<Id>>;
    }
);
