import type { Language } from "@async-lab/notebook";
import {
  sharedRules,
  type ExerciseMessages,
  type Figures,
  type RuleOf,
  type SeenOf,
  type Told,
} from "./messages/index.js";

/** Where a rule breaks, for the timeline that a verdict shows: virtual ms since the call began. */
export interface Place {
  readonly fromMs: number;
  /** Left out where it is a moment. */
  readonly toMs?: number;
}

/** Why an answer is not right: the rule it breaks, and what was seen. Thrown by judges, caught by `check`. */
export class RuleViolation extends Error {
  override readonly name = "RuleViolation";

  /** @param tell the sentences about it */
  constructor(
    readonly rule: string,
    readonly seen: Figures,
    readonly tell: (language: Language) => Told,
    readonly place?: Place,
  ) {
    super(rule);
  }
}

/** A check that was called with something it cannot check; its message is one line. */
export class CheckError extends Error {
  override readonly name = "CheckError";
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

/** Makes the violation of a rule; the compiler knows the rules, and which figures the sentences of each tell. */
export type MakeViolation<M extends Pick<ExerciseMessages, "rules">> = <R extends RuleOf<M>>(
  rule: R,
  seen: SeenOf<M, R>,
  place?: Place,
) => RuleViolation;

/**
 * Defines what an exercise tells, and gives the function that makes violations of its rules and of those that several
 * exercises share.
 *
 * @param messages the exercise's sentences, in each language
 * @returns the same messages; and `violation`, which takes the rule, the figures that its sentences tell, and where on the
 *   timeline of the latest trial it breaks, if that is at one place
 * @example
 * export const { messages, violation } = defineMessages({ en, es });
 * throw violation("all-at-once", { maxInFlight: 1, count: 8 }, { fromMs: 0 });
 */
export function defineMessages<M extends Pick<ExerciseMessages, "rules">>(
  messages: Readonly<Record<Language, M>>,
): { readonly messages: typeof messages; readonly violation: MakeViolation<M> } {
  const violation = <R extends RuleOf<M>>(rule: R, seen: SeenOf<M, R>, place?: Place): RuleViolation => {
    // The compiler has seen to it that there is such a rule, and that the figures are those that it tells.
    const tell = (language: Language): Told => {
      const rules: ExerciseMessages["rules"] = { ...sharedRules[language], ...messages[language].rules };
      return (rules[rule] as (seen: SeenOf<M, R>) => Told)(seen);
    };
    return new RuleViolation(rule, seen, tell, place);
  };
  return { messages, violation };
}

/** Makes the violation of a rule that several exercises share. */
export const { violation } = defineMessages({ en: { rules: {} }, es: { rules: {} } });
