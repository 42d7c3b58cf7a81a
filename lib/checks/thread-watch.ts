import { AsyncLocalStorage } from "node:async_hooks";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { setTimeout as sleep } from "node:timers/promises";
import type { Worker } from "node:worker_threads";

const watches = new AsyncLocalStorage<ThreadWatch>();

/** https://nodejs.org/api/diagnostics_channel.html#worker-thread: told by the constructor, in its caller's context. */
const channel = "worker_threads";

/**
 * Tells which worker threads a function has left running.
 *
 * Only threads started by the function count, whatever else goes on in the process.
 *
 * @example
 * using watch = new ThreadWatch();
 * await watch.run(() => parallelMap(items, file, 2));
 * console.log(await watch.left(1000));
 */
export class ThreadWatch {
  readonly #started = new Set<Worker>();
  readonly #note = (message: unknown): void => {
    if (watches.getStore() === this) this.#started.add((message as { readonly worker: Worker }).worker);
  };

  constructor() {
    subscribe(channel, this.#note);
  }

  /** Runs a function whose threads are to be watched. */
  run<T>(work: () => T): T {
    return watches.run(this, work);
  }

  /** How many of its threads still run; those that are about to end have this many ms for it. */
  async left(graceMs: number): Promise<number> {
    const until = performance.now() + graceMs;
    while (this.#running().length > 0 && performance.now() < until) await sleep(10);
    return this.#running().length;
  }

  /** Ends the watch. Threads that were left stay: a pool would only start others in their place. */
  [Symbol.dispose](): void {
    unsubscribe(channel, this.#note);
  }

  #running(): Worker[] {
    // https://nodejs.org/api/worker_threads.html#workerthreadid: -1 once it has ended
    return [...this.#started].filter(({ threadId }) => threadId !== -1);
  }
}
