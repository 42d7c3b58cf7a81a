import { AsyncLocalStorage } from "node:async_hooks";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { once } from "node:events";
import { Worker } from "node:worker_threads";

const watches = new AsyncLocalStorage<ThreadWatch>();

/** https://nodejs.org/api/diagnostics_channel.html#worker-thread: told by the constructor, in its caller's context. */
const channel = "worker_threads";

/**
 * Counts the worker threads that a function starts, and those that still run.
 *
 * Only threads started by the function count, whatever else goes on in the process.
 *
 * @example
 * using watch = new ThreadWatch();
 * await watch.run(() => parallelMap(items, file, 2));
 * await waitWhileMoving(() => watch.running, 20);
 * console.log(watch.running);
 */
export class ThreadWatch implements Disposable {
  #started = 0;
  #running = 0;
  readonly #note = (message: unknown): void => {
    if (watches.getStore() !== this) return;
    this.#started += 1;
    this.#running += 1;
    (message as { readonly worker: Worker }).worker.once("exit", () => (this.#running -= 1));
    this.onStart();
  };

  /** @param onStart called whenever a thread is started */
  constructor(private readonly onStart: () => void = () => undefined) {
    subscribe(channel, this.#note);
  }

  /** How many threads the function has started. */
  get started(): number {
    return this.#started;
  }

  /** How many of them have not ended. */
  get running(): number {
    return this.#running;
  }

  /** Runs a function whose threads are to be watched. */
  run<T>(work: () => T): T {
    return watches.run(this, work);
  }

  /** Ends the watch. Threads that were left stay: a pool would only start others in their place. */
  [Symbol.dispose](): void {
    unsubscribe(channel, this.#note);
  }
}

/**
 * Waits for as long as something moves: until `state` stays the same while so many fresh threads, one after another, are
 * started, run and end.
 *
 * That is a measure of patience which a busy machine stretches by itself: what slows down the threads that are waited for
 * slows down the fresh ones, too. A number of ms would not do.
 *
 * @param state what may change, and `undefined` when there is nothing to wait for any more
 * @param threads how many fresh threads must find it unchanged
 * @param until when it settles, `state` is asked at once
 * @returns whether it stands still; false if `state` gave `undefined`
 */
export async function waitWhileMoving(
  state: () => string | number | undefined,
  threads: number,
  until = new Promise<unknown>(() => undefined),
): Promise<boolean> {
  let [last, unchanged] = [state(), 0];
  while (unchanged < threads) {
    if (last === undefined) return false;
    const fresh = once(new Worker("", { eval: true }), "exit");
    await Promise.race([fresh, until]);
    const now = state();
    if (now !== undefined) await fresh;
    unchanged = now === last ? unchanged + 1 : 0;
    last = now;
  }
  return true;
}
