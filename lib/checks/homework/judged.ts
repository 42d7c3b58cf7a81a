import type { EndReason, Reason } from "../messages/index.js";
import type { CallEnd, ScrapeEvidence } from "./evidence.js";
import { type CriterionId, criterionPoints, type Judgement } from "./judgement.js";
import type { Seen } from "./seen.js";

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
