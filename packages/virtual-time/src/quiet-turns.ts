import type { Activity } from "./activity.js";
import { realTime } from "./real-time.js";

/** So many turns of the event loop in which nothing happens mean that nothing will. */
const quietTurns = 12;
/** With bytes on their way, with callbacks of `setImmediate` that keep coming, and before giving up, it takes this many. */
const patientTurns = 200;
/** Where another thread is at work it is looked at this often, in ms: turning as fast as it can would take its CPU. */
const workEveryMs = 1;

/** Counts the turns of the event loop in which nothing happens. */
export class QuietTurns {
  readonly #activity: Activity;
  #quiet = 0;
  #needed = quietTurns;
  #events: number;

  constructor(activity: Activity) {
    this.#activity = activity;
    this.#events = activity.count();
  }

  /** Begins to count anew: something has been set going. */
  reset(): void {
    [this.#quiet, this.#needed, this.#events] = [0, quietTurns, this.#activity.count()];
  }

  /**
   * Notes a turn, of which `step` is called.
   *
   * @param isLast whether nothing would come after it, so that more turns are waited for
   * @param next the next turn's `step`; later, where the event loop is quiet, and another thread, a file or a child
   *   process is not
   * @returns whether nothing moves any more
   */
  note(isLast: boolean, next: NodeJS.Immediate, step: () => void): boolean {
    const events = this.#activity.count();
    if (events !== this.#events) this.reset();
    else this.#quiet += 1;
    if (this.#quiet < this.#needed) return false;
    if (this.#activity.isWorking()) {
      this.#quiet = 0;
      realTime.clearImmediate(next);
      realTime.setTimeout(step, workEveryMs);
      return false;
    }
    if (this.#needed === quietTurns && (isLast || this.#activity.isPending())) {
      this.#needed = patientTurns;
      return false;
    }
    return true;
  }
}
