import {
  criterionState,
  type CriterionId,
  type CriterionState,
  type LocalizedJudgement,
} from "async-lab/checks";
import type { Grade } from "../grade.js";
import type { Graded } from "./grade-all.js";
import type { Punctuality } from "./deadline.js";
import type { Override } from "./overrides.js";
import type { Student } from "./student.js";
import type { SubmissionFile } from "./submission-file.js";

/** A student of the class, with all that came of their homework. */
export interface StudentResult {
  readonly student: Student;
  /** What they are called in lists, pages and logs: name and id, or a code. */
  readonly label: string;
  /** The name of their files, without ending. */
  readonly page: string;
  /** Undefined where they handed in nothing. */
  readonly submission: SubmissionFile | undefined;
  readonly superseded: readonly SubmissionFile[];
  readonly graded: Graded | undefined;
  /** Undefined where there is no deadline, or nothing was handed in. */
  readonly punctuality: Punctuality | undefined;
  readonly override: Override | undefined;
  /** What the teacher should know, in the teacher's language. */
  readonly notes: readonly string[];
}

/** A criterion, and what it counts for in the end. */
export interface Counted {
  readonly judgement: LocalizedJudgement;
  readonly points: number;
  /** Whether the teacher decided it. */
  readonly overridden: boolean;
}

/** The grade of an result, where there is one. */
export function gradeOf({ graded }: StudentResult): Grade | undefined {
  return graded?.kind === "graded" ? graded.grade : undefined;
}

/** The criteria with the points that count, the teacher's before the grader's. */
export function countCriteria(grade: Grade, override: Override | undefined): Counted[] {
  const decided: Readonly<Partial<Record<CriterionId, number>>> =
    typeof override?.points === "object" ? override.points : {};
  return grade.judgements.map((judgement) => ({
    judgement,
    points: round(decided[judgement.criterion] ?? judgement.points),
    overridden: decided[judgement.criterion] !== undefined,
  }));
}

/** How far a criterion is met by the points that count. */
export function stateOf({ judgement, points }: Pick<Counted, "judgement" | "points">): CriterionState {
  return criterionState({ met: points === judgement.of, points, reason: judgement.reason });
}

/** The points that count in the end; undefined where there is nothing to count. */
export function countPoints(result: StudentResult): number | undefined {
  const { override } = result;
  if (typeof override?.points === "number") return override.points;
  const grade = gradeOf(result);
  if (grade) return round(countCriteria(grade, override).reduce((sum, { points }) => sum + points, 0));
  return override
    ? round(Object.values(override.points).reduce((sum, points) => sum + points, 0))
    : undefined;
}

/** Two digits after the point are enough for points. */
export function round(points: number): number {
  return Math.round(points * 100) / 100;
}
