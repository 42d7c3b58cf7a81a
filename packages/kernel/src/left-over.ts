import { realTime } from "virtual-time";
import type { CellContext } from "./cell-context.js";
import { cancelWork, watchCode } from "./cell-work.js";
import { describeLeft, takeSnapshot } from "./left-running.js";
import type { CellOutput } from "./output.js";
import type { Session } from "./session.js";

/** What a cell has ended is given this long to be gone, before the cell is said to have left it running. */
const lingerMs = 30;
/** What an interrupt has canceled has this long to unwind. */
const unwindMs = 50;
/** The last events of what has ended are no code that goes on. */
const maxLateEvents = 20;
/** Code of a busy machine goes on slowly: it is watched as long as it does anything, at most so many times. */
const maxChecks = 40;

/** What goes on when a cell has ended: it is told under the cell, and canceled where the cell was stopped. */
export class LeftOver {
  readonly #cell: CellContext;
  readonly #source: string;
  readonly #output: CellOutput;
  readonly #session: Session;
  readonly #before;

  /** To be created before the cell runs. */
  constructor(cell: CellContext, source: string, output: CellOutput, session: Session) {
    this.#cell = cell;
    this.#source = source;
    this.#output = output;
    this.#session = session;
    this.#before = takeSnapshot(session.variables);
  }

  /** Tells what a cell that has ended left running. */
  async report(): Promise<void> {
    this.#output.flush();
    // What has just ended is still listed until the loop has turned, a child process a little longer.
    await new Promise(setImmediate);
    if (this.#describe() === undefined) return;
    await realTime.sleep(lingerMs);
    this.#write(this.#describe());
  }

  /** Cancels what a stopped cell has started, and tells what goes on all the same. */
  async cancel(): Promise<void> {
    this.#output.flush();
    cancelWork(this.#cell, this.#session.variables);
    await realTime.sleep(unwindMs);
    this.#write(this.#describe({ goesOn: await this.#goesOn() }));
  }

  async #goesOn(): Promise<boolean> {
    using watched = watchCode(this.#cell);
    for (let [check, seen] = [0, 0]; check < maxChecks; check += 1) {
      await realTime.sleep(unwindMs);
      const count = watched.count();
      if (count > maxLateEvents) return true;
      // A file that is being read is read by another thread, which may not have had its turn.
      if (count === seen && !process.getActiveResourcesInfo().some((name) => name.startsWith("FSReq")))
        return false;
      seen = count;
    }
    return false;
  }

  #describe(stopped?: { readonly goesOn: boolean }): string | undefined {
    return describeLeft(this.#before, takeSnapshot(this.#session.variables), this.#source, stopped);
  }

  #write(text: string | undefined): void {
    if (text !== undefined)
      this.#output.send(this.#cell, "stream", { name: "stderr", text: `${text}\n` }, true);
  }
}
