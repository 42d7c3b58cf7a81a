import { exerciseIds, exercises, type ExerciseId } from "../exercises/index.js";
import type { Outcome } from "../verdict.js";
import { homeworkId } from "./notes.js";
import type { Progress } from "./progress-file.js";

/** One exercise, and how far the learner is with it. */
export interface ProgressLine {
  readonly exercise: ExerciseId | typeof homeworkId;
  readonly lesson: string;
  /** `right` once it was solved, whatever was tried since; else that of the last attempt. */
  readonly outcome: Outcome;
  readonly tries: number;
  readonly lastTried?: string;
  readonly firstSolved?: string;
}

/** Every exercise of the course in the order of the lessons, and the homework. */
export function listProgress(progress: Progress): ProgressLine[] {
  const ids: readonly ProgressLine["exercise"][] = [...exerciseIds, homeworkId];
  return ids.map((exercise): ProgressLine => {
    const lesson = exercise === homeworkId ? "09" : exercises[exercise].lesson;
    const kept = progress.exercises[exercise];
    if (!kept) return { exercise, lesson, outcome: "not attempted", tries: 0 };
    return { exercise, lesson, ...kept, outcome: kept.firstSolved ? "right" : kept.outcome };
  });
}
