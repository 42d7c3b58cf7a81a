import type { SubmissionFile } from "./submission-file.js";

/** What one student handed in: the file that counts, and the earlier ones. */
export interface StudentWork {
  readonly counts: SubmissionFile;
  /** The newest first. */
  readonly superseded: readonly SubmissionFile[];
}

/**
 * Of several files by one student the newest counts: by the time written inside when it was handed in, else by the
 * file's own date. Of two with the same time, the one whose name comes last.
 */
export function takeLatest(submissions: readonly SubmissionFile[]): StudentWork[] {
  const byStudent = Map.groupBy(submissions, ({ student }) => student.key);
  return Array.from(byStudent.values(), (works) => {
    const [counts, ...superseded] = works
      .map((work, index) => ({ work, index }))
      .sort((a, b) => timeOf(b.work) - timeOf(a.work) || b.index - a.index)
      .map(({ work }) => work);
    return counts ? [{ counts, superseded }] : [];
  }).flat();
}

function timeOf({ metadata, modifiedAt }: SubmissionFile): number {
  return (metadata.submittedAt ?? modifiedAt).getTime();
}
