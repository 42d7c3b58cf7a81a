/**
 * Errors that nobody caught. A promise that was rejected may still get somebody who handles it: a loop that awaits
 * one promise after another comes to the rejected one late. So its error is reported when the cell has ended.
 */
import { realTime } from "virtual-time";
import { currentCell, type CellContext } from "./cell-context.js";

/** Shows an error under a cell. */
export type ReportError = (thrown: unknown, cell: CellContext | undefined) => void;

/** Outside a running cell nobody will say that it has ended. */
const patienceMs = 500;

interface Waiting {
  readonly reason: unknown;
  readonly cell: CellContext | undefined;
  readonly timer: NodeJS.Timeout | undefined;
}

/** Catches what nobody caught. */
export class UncaughtErrors {
  readonly #report: ReportError;
  readonly #waiting = new Map<Promise<unknown>, Waiting>();
  #running: CellContext | undefined;

  constructor(report: ReportError) {
    this.#report = report;
  }

  /** Begins to listen to the process. */
  listen(): void {
    process.on("uncaughtException", (error) => this.#report(error, currentCell()));
    process.on("unhandledRejection", (reason, promise) => this.#wait(reason, promise));
    process.on("rejectionHandled", (promise) => {
      realTime.clearTimeout(this.#waiting.get(promise)?.timer);
      this.#waiting.delete(promise);
    });
  }

  /** From here on the rejections of a cell wait for its end. */
  begin(cell: CellContext): void {
    this.#running = cell;
  }

  /** The cell has ended: whoever wanted to handle its rejections has done so. */
  end(cell: CellContext): void {
    this.#running = undefined;
    for (const [promise, waiting] of this.#waiting) if (waiting.cell === cell) this.#tell(promise, waiting);
  }

  #wait(reason: unknown, promise: Promise<unknown>): void {
    const cell = currentCell();
    const timer =
      cell === this.#running && cell
        ? undefined
        : realTime.setTimeout(() => this.#expire(promise), patienceMs);
    this.#waiting.set(promise, { reason, cell, timer });
  }

  #expire(promise: Promise<unknown>): void {
    const waiting = this.#waiting.get(promise);
    if (waiting) this.#tell(promise, waiting);
  }

  #tell(promise: Promise<unknown>, { reason, cell, timer }: Waiting): void {
    realTime.clearTimeout(timer);
    this.#waiting.delete(promise);
    this.#report(reason, cell);
  }
}
