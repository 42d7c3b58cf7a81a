import { findExercises, lessonOf } from "../find-exercises.js";
import type { Outcome } from "../outcome.js";
import { homeworkId } from "./notes.js";
import type { Progress } from "./progress-file.js";

/** One exercise, and how far the learner is with it. */
export interface ProgressLine {
  readonly exercise: string;
  readonly lesson: string;
  /** `right` once it was solved, whatever was tried since; else that of the last attempt. */
  readonly outcome: Outcome;
  readonly tries: number;
  readonly lastTried?: string;
  readonly firstSolved?: string;
}

/** Every exercise of the course in the order of the lessons, and the homework. */
export async function listProgress(progress: Progress): Promise<ProgressLine[]> {
  const ids = [...(await findExercises()).map(({ id }) => id), homeworkId];
  return ids.map((exercise): ProgressLine => {
    const lesson = lessonOf(exercise);
    const kept = progress.exercises[exercise];
    if (!kept) return { exercise, lesson, outcome: "not attempted", tries: 0 };
    return { exercise, lesson, ...kept, outcome: kept.firstSolved ? "right" : kept.outcome };
  });
}
