import type { Language } from "@async-lab/notebook";
import type { Grade, GradeNotebook, GradeOptions } from "../grade.js";
import { languageOf } from "../read-notebook.js";
import type { GradeCache } from "./grade-cache.js";
import type { SubmissionFile } from "./submission-file.js";

/** How the grading of one submission ended. */
export type Graded =
  | { readonly kind: "graded"; readonly grade: Grade; readonly cached: boolean }
  /** The grader's own trouble, in one line. */
  | { readonly kind: "not graded"; readonly why: string }
  | { readonly kind: "interrupted" };

/** What {@link gradeAll} needs to know. */
export interface GradeAllOptions {
  readonly jobs: number;
  readonly gradeNotebook: GradeNotebook;
  readonly options: Omit<GradeOptions, "slot" | "signal" | "language"> & {
    /** That of a notebook that does not tell its own. */
    readonly language: Language;
  };
  readonly cache: GradeCache;
  readonly signal: AbortSignal;
  readonly onStart: (submission: SubmissionFile) => void;
  readonly onEnd: (submission: SubmissionFile, graded: Graded) => void;
}

/**
 * Grades submissions, so many at a time, unless their grade is cached from an earlier run. One that cannot be graded
 * does not stop the others. After an abort the running ones end, and those that had not begun do not.
 *
 * @returns how each ended, in the same order
 */
export async function gradeAll(
  submissions: readonly SubmissionFile[],
  given: GradeAllOptions,
): Promise<Graded[]> {
  const { jobs, gradeNotebook, options, cache, signal, onStart, onEnd } = given;
  const ended: Graded[] = submissions.map(() => ({ kind: "interrupted" }));
  const waiting = submissions.entries();

  async function work(slot: number): Promise<void> {
    for (const [index, submission] of waiting) {
      if (signal.aborted) return;
      const graded = await gradeOne(submission, slot);
      ended[index] = graded;
      onEnd(submission, graded);
    }
  }

  async function gradeOne(submission: SubmissionFile, slot: number): Promise<Graded> {
    if (submission.unread !== undefined) return { kind: "not graded", why: submission.unread };
    const before = await cache.read(submission.hash);
    // The class's may be another one now.
    const isAnyones =
      before && before.language !== options.language && languageOf(submission.text) === undefined;
    if (before && !isAnyones) return { kind: "graded", grade: before, cached: true };
    onStart(submission);
    try {
      const grade = await gradeNotebook(submission.text, { ...options, slot, signal });
      if (isAborted(signal)) return { kind: "interrupted" };
      await cache.write(submission.hash, grade);
      return { kind: "graded", grade, cached: false };
    } catch (error) {
      if (isAborted(signal)) return { kind: "interrupted" };
      return { kind: "not graded", why: error instanceof Error ? error.message : String(error) };
    }
  }

  await Promise.all(Array.from({ length: Math.min(jobs, submissions.length) }, (_, slot) => work(slot)));
  return ended;
}

/** Asked anew: it changes while one waits, which TypeScript cannot know. */
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}
