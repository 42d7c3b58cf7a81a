import { outcomeStyles, type Outcome } from "../outcome.js";
import { toldElsewhere } from "./judged.js";

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
