import { AsyncLocalStorage, createHook, type AsyncHook } from "node:async_hooks";

const watches = new AsyncLocalStorage<TimerWatch>();

/**
 * Tells which timers a function has left running: an interval that nobody clears keeps a notebook busy for ever.
 *
 * Only timers started by the function count, whatever else goes on in the process, and only those that would keep
 * the process alive.
 *
 * @example
 * using watch = new TimerWatch();
 * await watch.run(() => fetchAtRate(urls, 20));
 * console.log(watch.left());
 */
export class TimerWatch {
  readonly #started = new Set<NodeJS.Timeout>();
  readonly #hook: AsyncHook;

  constructor() {
    this.#hook = createHook({
      init: (_id, type, _trigger, resource) => {
        if (type === "Timeout" && watches.getStore() === this) this.#started.add(resource as NodeJS.Timeout);
      },
    }).enable();
  }

  /** Runs a function whose timers are to be watched. */
  run<T>(work: () => T): T {
    return watches.run(this, work);
  }

  /** How many of its timers still run. */
  left(): number {
    return this.#running().length;
  }

  /** Ends the watch, and the timers that were left: they would go on beside whatever the notebook does next. */
  [Symbol.dispose](): void {
    this.#hook.disable();
    for (const timer of this.#running()) clearTimeout(timer);
    this.#started.clear();
  }

  #running(): NodeJS.Timeout[] {
    return [...this.#started].filter((timer) => isRunning(timer) && timer.hasRef());
  }
}

/** Node has no public word for it; `_destroyed` has said so since Node 11. */
function isRunning(timer: NodeJS.Timeout): boolean {
  return !(timer as NodeJS.Timeout & { readonly _destroyed: boolean })._destroyed;
}
