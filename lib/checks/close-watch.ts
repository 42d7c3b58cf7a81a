import { AsyncLocalStorage } from "node:async_hooks";
import { Agent } from "undici";

type Ending = "close" | "destroy";
type End = (this: Agent, ...args: unknown[]) => unknown;

const watches = new AsyncLocalStorage<CloseWatch>();
const endings: readonly Ending[] = ["close", "destroy"];
const inherited = Object.getPrototypeOf(Agent.prototype) as Record<Ending, End>;
let watching = 0;

/**
 * Tells whether a function ended before the agents that it closes were closed.
 *
 * The server cannot tell: the news of an awaited `close` comes to it as late as that of a forgotten one. But undici
 * fulfils the promise of `close` after the sockets have closed, which takes a turn of the event loop: at the moment
 * when the function ends, a promise that nobody waited for is pending, always.
 *
 * Only undici's agents count, and only those closed by the function, whatever else goes on in the process.
 *
 * @example
 * using watch = new CloseWatch();
 * await watch.run(() => fetchTidily(urls));
 * console.log(watch.ranAway);
 */
export class CloseWatch {
  readonly #pending = new Set<unknown>();
  #ranAway = false;

  constructor() {
    if (watching++ > 0) return;
    for (const ending of endings) {
      const end: End = function (...args) {
        const done = inherited[ending].apply(this, args);
        watches.getStore()?.note(done);
        return done;
      };
      Object.defineProperty(Agent.prototype, ending, { value: end, configurable: true, writable: true });
    }
  }

  /** Whether the function ended while an agent was closing. */
  get ranAway(): boolean {
    return this.#ranAway;
  }

  /** Runs a function whose agents are to be watched. */
  async run<T>(work: () => T): Promise<Awaited<T>> {
    try {
      return await watches.run(this, work);
    } finally {
      this.#ranAway ||= this.#pending.size > 0;
    }
  }

  /** Follows what `close` or `destroy` gave back: a promise, unless it was given a callback. */
  private note(done: unknown): void {
    if (!(done instanceof Promise)) return;
    this.#pending.add(done);
    const settle = () => this.#pending.delete(done);
    done.then(settle, settle);
  }

  /** Ends the watch, and with the last one the change to undici's agents. */
  [Symbol.dispose](): void {
    if (--watching > 0) return;
    for (const ending of endings) Reflect.deleteProperty(Agent.prototype, ending);
  }
}
