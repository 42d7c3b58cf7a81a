import type { BrokenCell, CellProblem } from "./grade.js";
import { declaresScrape } from "./grading-moments.js";
import type { ParsedNotebook } from "./read-notebook.js";

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
