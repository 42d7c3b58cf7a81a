/** Where in a notebook `scrape` is declared and called. */
import type { BrokenCell, CellProblem } from "./grade.js";
import type { ParsedNotebook } from "./read-notebook.js";

/** Comments and texts: what stands in them is no call. */
const noCode = /\/\*[^]*?\*\/|\/\/[^\n]*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'/g;

const checks = /\bcheckHomework\s*\(/;
const checksScrape = /\bcheckHomework\s*\([^;]*?\bscrape\b/;
const declares = /\bfunction\s*\*?\s*scrape\b|\b(?:const|let|var)\s+scrape\b|(?<![\w.$])scrape\s*=(?![=>])/;
const brings = /\b(?:import|const|let|var)\s*\{[^}]*\bscrape\b/;
const calls = /(?<![\w.$]|\bfunction\s)scrape\s*\(/;

function withoutTexts(code: string): string {
  return code.replace(noCode, " ");
}

/** Whether the code of a cell declares `scrape`, assigns it, or brings it from somewhere else. */
function declaresScrape(code: string): boolean {
  const plain = withoutTexts(code);
  return declares.test(plain) || brings.test(plain);
}

/**
 * When `scrape` is called: after how many of the cells, the earliest moment first.
 *
 * The check in the notebook judges `scrape` as it is when its cell runs, so the grader calls it at the end of that cell,
 * the last one where there are several: whatever a later cell declares, changes or breaks has no part in it. Only where
 * nothing is there to call by then, since the check was moved or `scrape` was written below it, does the next moment count:
 * where there is no check, it is before the first cell that calls `scrape`, below the last one that declares it. The last
 * moment is the end.
 *
 * @example gradingMoments([{ number: 1, code: "function scrape() {}" }, { number: 2, code: "checkHomework(scrape)" }]) // [2]
 */
export function gradingMoments(cells: ParsedNotebook["cells"]): number[] {
  const codes = cells.map(({ code }) => withoutTexts(code));
  const lastWith = (pattern: RegExp) => codes.findLastIndex((code) => pattern.test(code));
  const check = lastWith(checksScrape) >= 0 ? lastWith(checksScrape) : lastWith(checks);
  const declared = lastWith(declares);
  const called = codes.findIndex((code, at) => declared >= 0 && at > declared && calls.test(code));
  const moments = [check + 1, called < 0 ? 0 : called, cells.length].filter((count) => count > 0);
  return moments.filter((count, at) => moments.slice(0, at).every((earlier) => earlier < count));
}

/**
 * Finds the cell that keeps `scrape` from being called: the last one that declares it and had a problem, or was not run.
 *
 * @param isStarter whether there is a `scrape` that is still to be written, as the lesson brings one: what keeps another
 * one from taking its place is that its cell does not compile
 * @param isDead whether the kernel ended, so that the cells behind the one it ended in did not run
 * @returns undefined where no cell declares it, or the one that does ran well
 */
export function findBrokenCell(
  { cells }: ParsedNotebook,
  problems: readonly CellProblem[],
  { isStarter, isDead }: { readonly isStarter: boolean; readonly isDead: boolean },
): BrokenCell | undefined {
  const stops = problems.filter(
    ({ kind, error }) => kind === "not reached" || (isDead && error?.name === "KernelEnded"),
  );
  return cells
    .filter(({ code }) => declaresScrape(code))
    .flatMap(({ number: cell }): BrokenCell[] => {
      const own = problems.find((problem) => problem.cell === cell);
      if (own?.kind === "type error") return [{ cell, why: "does not compile" }];
      if (own?.kind === "error") return isStarter ? [] : [{ cell, why: "failed" }];
      return stops.some((stop) => stop.cell <= cell) ? [{ cell, why: "not reached" }] : [];
    })
    .at(-1);
}
