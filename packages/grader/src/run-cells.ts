import type { ErrorFound } from "async-lab/checks";
import type { Language } from "@async-lab/notebook";
import type { CellProblem, GradedEnd, RunEnd } from "./grade.js";
import { messages } from "./messages/index.js";
import type { Answer, GradingKernel } from "./grading-kernel.js";
import { requireOwnEnd } from "./grader-error.js";
import { limits } from "./limits.js";
import type { ParsedNotebook } from "./read-notebook.js";

/** A longer list is of no use. */
const maxProblems = 50;

/** How the cells of a notebook went. */
export interface CellsRun {
  readonly problems: readonly CellProblem[];
  /** Those of cells that had to be stopped: they would have to be again. */
  readonly stopped: readonly CellProblem[];
  /** The cell in which the kernel ended, if it did. */
  readonly lost?: { readonly cell: number; readonly why: GradedEnd };
}

/**
 * Runs the cells in order. One that fails does not keep the later ones from running.
 *
 * @param allS seconds of the kernel's own time that all of them may take
 * @param language of the messages
 * @throws KilledError where the kernel was killed
 */
export async function runCells(
  kernel: GradingKernel,
  cells: ParsedNotebook["cells"],
  allS: number,
  language: Language,
): Promise<CellsRun> {
  const problems: CellProblem[] = [];
  const stopped: CellProblem[] = [];
  const note = (problem: CellProblem) => problems.length < maxProblems && problems.push(problem);
  const endS = kernel.ownS + allS;
  for (const { number, code } of cells.slice(0, limits.cells)) {
    const leftS = endS - kernel.ownS;
    if (leftS <= 0) {
      note({ cell: number, kind: "not reached" });
      return { problems, stopped };
    }
    const answer = await kernel.run(code, number, { ...limits.cell, ownS: leftS });
    if ("ended" in answer)
      return { problems, stopped, lost: { cell: number, why: requireOwnEnd(answer.ended) } };
    const problem = problemOf(answer, number, language);
    if (problem) note(problem);
    if (problem && "stopped" in answer) stopped.push(problem);
  }
  const beyond = cells[limits.cells];
  if (beyond) note({ cell: beyond.number, kind: "not reached" });
  return { problems, stopped };
}

/** The problem of a cell in which the kernel ended. */
export function lostCell(cell: number, why: GradedEnd, language: Language): CellProblem {
  const message = messages(language).run.endedIn(why);
  return { cell, kind: "error", error: { name: "KernelEnded", message, causes: [] } };
}

/** An error of the submission, as a grade holds it. */
export function errorOf(answer: Extract<Answer, { failed: unknown }>): ErrorFound {
  const { name, message, place } = answer.failed;
  return { name, message, ...(place === undefined ? {} : { place }), causes: [] };
}

function problemOf(
  answer: Exclude<Answer, { ended: RunEnd }>,
  cell: number,
  language: Language,
): CellProblem | undefined {
  if ("failed" in answer) {
    const { needs } = answer.failed;
    const kind = answer.typeError ? "type error" : "error";
    return { cell, kind, error: errorOf(answer), ...(needs === undefined ? {} : { needs }) };
  }
  if (!("stopped" in answer)) return undefined;
  const message = messages(language).run.stopped[answer.stopped];
  return { cell, kind: "error", error: { name: "Timeout", message, causes: [] } };
}
