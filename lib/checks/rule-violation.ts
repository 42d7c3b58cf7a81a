import type { Rule, Seen } from "./messages/index.js";

/** Where a rule breaks, for the timeline that a verdict shows: virtual ms since the call began. */
export interface Place {
  readonly fromMs: number;
  /** Left out where it is a moment. */
  readonly toMs?: number;
}

/** Why an answer is not right: the rule it breaks, and what was seen. Thrown by judges, caught by `check`. */
export class RuleViolation extends Error {
  override readonly name = "RuleViolation";

  constructor(
    readonly rule: Rule,
    readonly seen: Readonly<Record<string, unknown>>,
    readonly place?: Place,
  ) {
    super(rule);
  }
}

/** The learner did not start: nothing was asked for and nothing came back. */
export class NotAttempted extends Error {
  override readonly name = "NotAttempted";
}

/** What the learner's own code threw, kept apart from a failure of the check itself. */
export class LearnerError extends Error {
  override readonly name = "LearnerError";

  constructor(readonly thrown: unknown) {
    super("the learner's function failed", { cause: thrown });
  }
}

/**
 * Makes the violation of a rule.
 *
 * @param rule which rule the answer breaks
 * @param seen the figures that the rule's message tells
 * @param place where on the timeline of the latest trial, if it is at one place
 * @example throw violation("all-at-once", { maxInFlight: 1, count: 8 }, { fromMs: 0 });
 */
export function violation<R extends Rule>(rule: R, seen: Seen<R>, place?: Place): RuleViolation {
  return new RuleViolation(rule, seen, place);
}
