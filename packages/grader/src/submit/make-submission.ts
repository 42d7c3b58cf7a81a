import { hashCells } from "../class/submission-metadata.js";
import { isRecord } from "../read-notebook.js";

/**
 * Makes the notebook to hand in: the cells, without outputs, and who hands in.
 *
 * @param notebook parsed; it is not changed
 * @param handedIn.points what the run on the learner's machine gave; undefined where it could not be run
 * @returns the file's text
 */
export function makeSubmission(
  notebook: Readonly<Record<string, unknown>>,
  handedIn: {
    readonly name: string;
    readonly id: string;
    readonly at: Date;
    readonly points: number | undefined;
  },
): string {
  const { name, id, at, points } = handedIn;
  const cells = Array.isArray(notebook["cells"]) ? (notebook["cells"] as unknown[]) : [];
  // The grader believes none of it but who it is from.
  const async_lab = {
    version: 1,
    name,
    id,
    // By the clock of the learner's machine.
    submittedAt: at.toISOString(),
    // So that a later change is noticed.
    hash: hashCells(notebook),
    points,
  };
  // What widgets showed is output, too, wherever it is kept.
  const kept = { ...(isRecord(notebook["metadata"]) ? notebook["metadata"] : {}) };
  delete kept["widgets"];
  const submission = {
    ...notebook,
    cells: cells.map(withoutOutputs),
    metadata: { ...kept, async_lab },
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
