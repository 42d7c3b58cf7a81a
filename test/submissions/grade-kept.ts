/** Grades kept submissions, and looks whether they kept to their sandbox. */
import pLimit from "p-limit";
import { gradeNotebook } from "../../packages/grader/src/index.js";
import type { Grade } from "../../packages/grader/src/grade.js";
import { setOutCanaries, type Canaries } from "./canaries.js";
import { toNotebook, type Submission } from "./submission.js";

/** Not to be found in anything that a submission can tell. */
const seed = 918_273_645;

export interface GradeKept extends AsyncDisposable {
  /** Waits for one of the slots. */
  grade(submission: Submission): Promise<Grade>;
  readonly canaries: Canaries;
}

/** Grades with this many at a time. */
export async function startGrading(jobs: number): Promise<GradeKept> {
  const canaries = await setOutCanaries({ "the seed": String(seed) });
  const before = process.env["TMPDIR"];
  process.env["TMPDIR"] = canaries.temporary;
  const limit = pLimit(jobs);
  const free = Array.from({ length: jobs }, (_, slot) => slot);
  return {
    canaries,
    grade: (submission) =>
      limit(async () => {
        const slot = free.pop() ?? 0;
        try {
          const { timeoutS = 180 } = submission.expected;
          return await gradeNotebook(toNotebook(submission, canaries.put), { timeoutS, seed, slot });
        } finally {
          free.push(slot);
        }
      }),
    [Symbol.asyncDispose]: async () => {
      if (before === undefined) delete process.env["TMPDIR"];
      else process.env["TMPDIR"] = before;
      await canaries[Symbol.asyncDispose]();
    },
  };
}
