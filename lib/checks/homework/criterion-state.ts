import { looks } from "../looks.js";
import type { Outcome } from "../verdict.js";

/** How far a criterion is met: "partly" where it is not, but has some of its points. */
export type CriterionState = "met" | "partly" | "missed";

/** How far a criterion is met. */
export function criterionState({
  met,
  points,
}: {
  readonly met: boolean;
  readonly points: number;
}): CriterionState {
  if (met) return "met";
  return points > 0 ? "partly" : "missed";
}

/** As verdicts look; what is met in part has a sign of its own. */
export const criterionLooks: Readonly<Record<CriterionState, (typeof looks)[Outcome]>> = {
  met: looks.right,
  partly: { icon: "◐", colour: looks.error.colour },
  missed: looks.incorrect,
};
