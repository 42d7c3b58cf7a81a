import { hashCells } from "../class/submission-metadata.js";
import { isRecord } from "../read-notebook.js";

/** What the handed-in file says of itself. The grader believes none of it but who it is from. */
export interface WrittenMetadata {
  readonly version: 1;
  readonly name: string;
  readonly id: string;
  /** ISO 8601, by the clock of the learner's machine. */
  readonly submittedAt: string;
  /** Of the cells, so that a later change is noticed. */
  readonly hash: string;
  /** What the run on the learner's machine gave; absent where it could not be run. */
  readonly points?: number;
}

/**
 * Makes the notebook to hand in: the cells, without outputs, and who hands in.
 *
 * @param notebook parsed; it is not changed
 * @returns the file's text
 */
export function makeSubmission(
  notebook: Readonly<Record<string, unknown>>,
  {
    name,
    id,
    at,
    points,
  }: { readonly name: string; readonly id: string; readonly at: Date; readonly points: number | undefined },
): string {
  const cells = Array.isArray(notebook["cells"]) ? (notebook["cells"] as unknown[]) : [];
  const metadata: WrittenMetadata = {
    version: 1,
    name,
    id,
    submittedAt: at.toISOString(),
    hash: hashCells(notebook),
    ...(points === undefined ? {} : { points }),
  };
  // What widgets showed is output, too, wherever it is kept.
  const kept = { ...(isRecord(notebook["metadata"]) ? notebook["metadata"] : {}) };
  delete kept["widgets"];
  const submission = {
    ...notebook,
    cells: cells.map(withoutOutputs),
    metadata: { ...kept, async_lab: metadata },
  };
  return `${JSON.stringify(submission, undefined, 1)}\n`;
}

function withoutOutputs(cell: unknown): unknown {
  return isRecord(cell) && cell["cell_type"] === "code"
    ? { ...cell, outputs: [], execution_count: null }
    : cell;
}

/** Whether a parsed file is a notebook that {@link makeSubmission} made. */
export function isSubmission(notebook: unknown): boolean {
  return isRecord(notebook) && isRecord(notebook["metadata"]) && isRecord(notebook["metadata"]["async_lab"]);
}
