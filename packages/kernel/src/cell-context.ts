import { AsyncLocalStorage } from "node:async_hooks";
import type { Message } from "./wire.js";

/** The cell that some code belongs to, also when that code runs after the cell has ended. */
export interface CellContext {
  /** The request that ran the cell: what is written carries its header, so that it shows under the cell. */
  readonly request: Message;
  readonly executionCount: number;
  /** The cell in its notebook, which stays the same when it runs again; not every client sends it. */
  readonly cellId?: string | undefined;
  /** Nothing of a silent execution is shown. */
  readonly silent: boolean;
  /** Set for one of the `user_expressions` that are evaluated after a cell. */
  readonly isExpression?: boolean;
}

const stopped = new WeakSet<CellContext>();
const storage = new AsyncLocalStorage<CellContext>();
let latest: CellContext | undefined;

/** Runs `work` as part of a cell: timers, promises and handlers that it creates belong to the cell too. */
export function runInCell<T>(cell: CellContext, work: () => T): T {
  latest = cell;
  return storage.run(cell, work);
}

/** The cell the running code belongs to; where Node cannot tell, the cell that ran last. */
export function currentCell(): CellContext | undefined {
  return storage.getStore() ?? latest;
}

/** The cell the running code belongs to, where that is certain. */
export function callingCell(): CellContext | undefined {
  return storage.getStore();
}

/** From now on nothing that the cell writes is shown: it was interrupted, and some of its code may go on. */
export function stopCell(cell: CellContext): void {
  stopped.add(cell);
}

/** Whether the cell was interrupted. */
export function isStopped(cell: CellContext): boolean {
  return stopped.has(cell);
}
