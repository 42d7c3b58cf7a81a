/** The criteria and their points. Without an import of code: `npm run nbgrader` loads it in a Node too old for packages. */

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
