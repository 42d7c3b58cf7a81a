import type { Outcome } from "./verdict.js";

/** Okabe and Ito's colours, told apart by the colour-blind; shape and word say the same. */
export const looks: Readonly<Record<Outcome, { readonly icon: string; readonly colour: string }>> = {
  right: { icon: "✓", colour: "#009e73" },
  incorrect: { icon: "✗", colour: "#d55e00" },
  error: { icon: "!", colour: "#cc79a7" },
  "not attempted": { icon: "○", colour: "#56b4e9" },
};
