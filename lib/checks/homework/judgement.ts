/** What is judged, in the order in which it is told. */
export const criterionIds = ["success", "inFlight", "time", "retries", "report", "closed"] as const;

export type CriterionId = (typeof criterionIds)[number];

/** Points of each; they add up to 100. */
export const criterionPoints: Readonly<Record<CriterionId, number>> = {
  success: 25,
  inFlight: 20,
  time: 20,
  retries: 20,
  report: 10,
  closed: 5,
};

/** All of them. */
export const totalPoints = Object.values(criterionPoints).reduce((sum, points) => sum + points, 0);

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
