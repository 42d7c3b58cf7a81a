import type { LocalizedJudgement } from "async-lab/checks";

/** What all criteria say alike, to be told once; nothing where they differ. */
export function commonFeedback(judgements: readonly LocalizedJudgement[]): string | undefined {
  const [first] = judgements;
  return judgements.every(({ feedback }) => feedback === first?.feedback) ? first?.feedback : undefined;
}
