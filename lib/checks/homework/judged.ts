import type { EndReason, Reason } from "../messages/index.js";
import type { CallEnd } from "./evidence.js";
import { type CriterionId, criterionPoints, type Judgement } from "./judgement.js";
import type { Seen } from "./seen.js";

/** Puts together one judgement: all of its points for `"met"`, and never all of them otherwise. */
export function judged<Id extends CriterionId>(
  criterion: Id,
  reason: Reason<Id>,
  points: number,
  seen: Seen[Id],
): Judgement {
  const of = criterionPoints[criterion];
  const met = reason === "met";
  return { criterion, met, points: met ? of : Math.min(of - 1, Math.floor(points)), of, reason, seen };
}

/** No points, and nothing to measure. */
export function judgedNothing(criterion: CriterionId, reason: EndReason): Judgement {
  return { criterion, met: false, points: 0, of: criterionPoints[criterion], reason, seen: {} };
}

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
