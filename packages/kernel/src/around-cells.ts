/** What a program that drives this kernel puts around its cells: a clock of its own, for instance. */

/** Calls `run`, which runs the cell, and settles as it does. */
export type AroundCell = (run: () => Promise<void>, source: string) => Promise<void>;

let around: AroundCell = (run) => run();

/**
 * From now on every cell runs inside `wrapper`, also silent code. What is before and after it (compiling, showing the value)
 * is not inside.
 *
 * @param wrapper takes the place of the one before; where it throws, the cell fails with that
 * @example
 * aroundCells(async (run, source) => {
 *   await clock.run(run);
 * });
 */
export function aroundCells(wrapper: AroundCell): void {
  around = wrapper;
}

/** Runs a cell inside what was put around cells. */
export function runAround(source: string, run: () => Promise<void>): Promise<void> {
  return around(run, source);
}
