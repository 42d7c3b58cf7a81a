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

/** Okabe and Ito's colours; sign and word say the same. */
export const criterionLooks: Readonly<
  Record<CriterionState, { readonly icon: string; readonly colour: string }>
> = {
  met: { icon: "✓", colour: "#009e73" },
  partly: { icon: "◐", colour: "#cc79a7" },
  missed: { icon: "✗", colour: "#d55e00" },
};
