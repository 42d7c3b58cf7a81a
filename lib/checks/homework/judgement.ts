import type { Language } from "@async-lab/notebook";
import { messages, type EndReason, type Reason } from "../messages/index.js";
import { outcomeStyles, type Outcome } from "../outcome.js";
import { criterionPoints, type CriterionId } from "./criteria.js";
import type { CallEnd, ScrapeEvidence } from "./evidence.js";
import type { Seen } from "./seen.js";

/** What judgements give together. */
export function sumPoints(judgements: readonly Pick<Judgement, "points">[]): number {
  return judgements.reduce((sum, { points }) => sum + points, 0);
}

/** One criterion, judged; without words, so that both languages can tell it. */
export interface Judgement {
  readonly criterion: CriterionId;
  readonly met: boolean;
  /** From 0 up to `of`. */
  readonly points: number;
  readonly of: number;
  /** Why, for programs and for the words: `"met"`, or the rule that was broken, such as `"too-many-in-flight"`. */
  readonly reason: string;
  /** The figures that the sentence tells; none where nothing could be measured. */
  readonly seen: Readonly<Record<string, string | number | boolean>>;
}

/** A judgement in the learner's language. */
export interface LocalizedJudgement extends Judgement {
  /** "At most 20 in flight" */
  readonly title: string;
  /** What was measured, and the limit, in one line: "21 in flight, at most 20 allowed" */
  readonly evidence: string;
  /** One sentence of feedback. */
  readonly feedback: string;
}

/**
 * Puts together one judgement: all of its points for `"met"`, and for `"told-elsewhere"`, since a fault costs once; never
 * all of them otherwise.
 */
export function judged<Id extends CriterionId>(
  criterion: Id,
  reason: Reason<Id>,
  points: number,
  seen: Seen[Id],
): Judgement {
  const of = criterionPoints[criterion];
  const met = reason === "met" || reason === toldElsewhere;
  return { criterion, met, points: met ? of : Math.min(of - 1, Math.floor(points)), of, reason, seen };
}

/** No points, and nothing to measure. */
export function judgedNothing(criterion: CriterionId, reason: EndReason): Judgement {
  return { criterion, met: false, points: 0, of: criterionPoints[criterion], reason, seen: {} };
}

/** The reason of a criterion that cannot be judged, or not fairly, for a fault that has cost its points in another one. */
export const toldElsewhere = "told-elsewhere";

/** Why there is nothing, where the call did not return. */
export const endReasons = {
  threw: "threw",
  "not written": "not-written",
  "never settled": "never-settles",
  "timed out": "timed-out",
  "process ended": "process-ended",
  "not called": "not-called",
} as const satisfies Record<Exclude<CallEnd, "returned">, EndReason>;

/** Whether a call went on until it was stopped. */
export function hasNoEnd(ended: CallEnd): boolean {
  return ended === "timed out" || ended === "never settled";
}

/** Whether nothing was there to judge: `scrape` is not written, or it asked for nothing and gave nothing back. */
export function isUnattempted({
  ended,
  observed,
  value,
}: Pick<ScrapeEvidence, "ended" | "observed" | "value">): boolean {
  if (observed.requests > 0) return false;
  const isEmpty = value === undefined || value === null;
  return ended === "not written" || ended === "not called" || (ended === "returned" && isEmpty);
}

type Tell = (seen: Judgement["seen"]) => string;

/** What a criterion is called, in a table and on a page. */
export function titleOf(criterion: CriterionId, language: Language): string {
  return messages(language).homework.titles[criterion];
}

/** Puts a judgement into words. */
export function formatJudgement(judgement: Judgement, language: Language): LocalizedJudgement {
  const { criterion, reason, seen } = judgement;
  const say = messages(language).homework;
  const measured = Object.keys(seen).length > 0;
  const ends: Readonly<Record<string, string>> = say.ends;
  // `judged` has seen to it that the reason is one of the criterion's, and that the figures are its own.
  const feedback = say.feedback[criterion] as unknown as Readonly<Record<string, Tell>>;
  const evidence = say.evidence[criterion] as unknown as Tell;
  const tellFigures = () => {
    const figures = evidence(seen);
    return reason === "too-few-pages-to-judge" ? say.notJudged(figures) : figures;
  };
  return {
    ...judgement,
    title: titleOf(criterion, language),
    evidence: measured ? tellFigures() : say.nothingMeasured,
    feedback: feedback[reason]?.(seen) ?? ends[reason] ?? "",
  };
}

/**
 * How far a criterion is met: "partly" where it is not, but has some of its points; "told" where it has all of them since
 * what it lacks has cost its points in another one.
 */
export type CriterionState = "met" | "told" | "partly" | "missed";

/** How far a criterion is met. */
export function criterionState({
  met,
  points,
  reason,
}: {
  readonly met: boolean;
  readonly points: number;
  readonly reason: string;
}): CriterionState {
  if (met) return reason === toldElsewhere ? "told" : "met";
  return points > 0 ? "partly" : "missed";
}

/** As verdicts look; what is met in part has a sign of its own. */
export const criterionStyles: Readonly<Record<CriterionState, (typeof outcomeStyles)[Outcome]>> = {
  met: outcomeStyles.right,
  told: { icon: "–", color: outcomeStyles["not attempted"].color },
  partly: { icon: "◐", color: outcomeStyles.error.color },
  missed: outcomeStyles.incorrect,
};
