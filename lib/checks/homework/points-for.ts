import type { HomeworkCheckFields } from "./homework-check.js";
import type { CriterionId } from "./criteria.js";

/** A criterion that got no points; the message says which, what was measured, and what to do. */
export class NotMetError extends Error {
  override readonly name = "NotMetError";
}

/**
 * The points of one criterion, as the value of a test cell: nbgrader takes a number for partial points, and an error for
 * none.
 *
 * @param check what `checkHomework` answered
 * @param criterion which of the six
 * @returns its points, more than 0
 * @throws {NotMetError} if there are none, in one line
 * @see https://nbgrader.readthedocs.io/en/stable/user_guide/creating_and_grading_assignments.html (partial credit)
 * @example
 * pointsFor(homework, "inFlight")
 */
export function pointsFor(
  check: Pick<HomeworkCheckFields, "message" | "judgements">,
  criterion: CriterionId,
): number {
  const judgement = check.judgements.find((each) => each.criterion === criterion);
  // Nothing was judged: the check's own message says why.
  if (!judgement) throw new NotMetError(check.message);
  const { title, evidence, feedback, points } = judgement;
  if (points <= 0) throw new NotMetError(`${title}: ${evidence}. ${feedback}`);
  return points;
}
