/** What a check can answer. */
export type Outcome = "not attempted" | "incorrect" | "error" | "right";

/** The learner's own error, as a verdict tells it. */
export interface ErrorFound {
  readonly name: string;
  readonly message: string;
  /** Where in the learner's code it comes from, for example `cell 7, line 3`. */
  readonly place?: string;
  /** What caused it, one line each, and the errors that an `AggregateError` holds. */
  readonly causes: readonly string[];
}

/** Okabe and Ito's colors, told apart by the color-blind; shape and word say the same. */
export const outcomeStyles: Readonly<Record<Outcome, { readonly icon: string; readonly color: string }>> = {
  right: { icon: "✓", color: "#009e73" },
  incorrect: { icon: "✗", color: "#d55e00" },
  error: { icon: "!", color: "#cc79a7" },
  "not attempted": { icon: "○", color: "#56b4e9" },
};
