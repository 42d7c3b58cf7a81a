import type { Rule, Seen } from "./messages/index.js";

/** Why an answer is not right: the rule it breaks, and what was seen. Thrown by judges, caught by `check`. */
export class RuleViolation extends Error {
  override readonly name = "RuleViolation";

  constructor(
    readonly rule: Rule,
    readonly seen: Readonly<Record<string, unknown>>,
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
 * Makes the refusal of an answer.
 *
 * @param rule which rule the answer breaks
 * @param seen the figures that the rule's message tells
 * @example throw violation("all-at-once", { mostInFlight: 1, count: 8 });
 */
export function violation<R extends Rule>(rule: R, seen: Seen<R>): RuleViolation {
  return new RuleViolation(rule, seen);
}
