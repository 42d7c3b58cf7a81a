/**
 * Uncaught errors. A rejected promise may still be handled later: a loop that awaits
 * one promise after another comes to the rejected one late. So its error is reported when the cell has ended.
 */
import { realTime } from "virtual-time";
import { currentCell, type CellContext } from "./cell-context.js";

/** Shows an error under a cell. */
export type ReportError = (thrown: unknown, cell: CellContext | undefined) => void;

/** Where its own cell has ended, the next one may handle a rejection. */
const reportAfterMs = 500;

interface Waiting {
  readonly reason: unknown;
  readonly cell: CellContext | undefined;
  readonly timer: NodeJS.Timeout | undefined;
  /** It waits for nothing but the end of the cell that runs. */
  isDue: boolean;
}

/** Catches uncaught errors and unhandled rejections. */
export class UncaughtErrors {
  readonly #report: ReportError;
  readonly #waiting = new Map<Promise<unknown>, Waiting>();
  #running: CellContext | undefined;

  constructor(report: ReportError) {
    this.#report = report;
  }

  /** Begins to listen to the process. */
  listen(): void {
    const report = (error: unknown) => this.#report(error, currentCell());
    process.on("uncaughtException", report);
    keepListening(report);
    process.on("unhandledRejection", (reason, promise) => this.#wait(reason, promise));
    process.on("rejectionHandled", (promise) => {
      realTime.clearTimeout(this.#waiting.get(promise)?.timer);
      this.#waiting.delete(promise);
    });
  }

  /**
   * Runs a cell's code. Its rejections wait for the end of it, and so do those of other cells whose time is up:
   * what was going to handle them has done so then. Resolves or throws when the rest was reported.
   */
  async during<T>(cell: CellContext, work: () => Promise<T>): Promise<T> {
    this.#running = cell;
    try {
      return await work();
    } finally {
      // Node emits rejections, and those that were handled late, when the promise callbacks are through:
      // `await Promise.all(rejected)` ends the cell before that.
      await new Promise((done) => realTime.setImmediate(done));
      this.#running = undefined;
      for (const [promise, waiting] of this.#waiting) {
        if (waiting.cell === cell || waiting.isDue) this.#reportNow(promise, waiting);
      }
    }
  }

  #wait(reason: unknown, promise: Promise<unknown>): void {
    const cell = currentCell();
    const isDue = cell !== undefined && cell === this.#running;
    // Not counted among the timers that a cell has left running.
    const timer = isDue ? undefined : realTime.setTimeout(() => this.#expire(promise), reportAfterMs).unref();
    this.#waiting.set(promise, { reason, cell, timer, isDue });
  }

  #expire(promise: Promise<unknown>): void {
    const waiting = this.#waiting.get(promise);
    if (!waiting) return;
    // The cell that runs may come to it.
    if (this.#running) waiting.isDue = true;
    else this.#reportNow(promise, waiting);
  }

  #reportNow(promise: Promise<unknown>, { reason, cell, timer }: Waiting): void {
    realTime.clearTimeout(timer);
    this.#waiting.delete(promise);
    this.#report(reason, cell);
  }
}

/**
 * Without this listener the next uncaught error ends the kernel; and so does a rejection, which is such an
 * error where nothing listens to rejections. So it comes back when a cell takes all listeners off.
 */
function keepListening(listener: (error: Error) => void): void {
  for (const name of ["removeAllListeners", "removeListener", "off"] as const) {
    const remove = process[name] as (...args: unknown[]) => NodeJS.Process;
    const value = (...args: unknown[]) => {
      remove.apply(process, args);
      if (!process.listeners("uncaughtException").includes(listener))
        process.on("uncaughtException", listener);
      return process;
    };
    Object.defineProperty(process, name, { value, configurable: true, writable: true });
  }
}
