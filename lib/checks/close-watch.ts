import { AsyncLocalStorage } from "node:async_hooks";

type Ending = "close" | "destroy";
type End = (this: unknown, ...args: unknown[]) => unknown;

/** What has connections or threads, and closes them: the prototype of its class. */
export type Closes = Record<Ending, (...args: never[]) => unknown>;

const watches = new AsyncLocalStorage<CloseWatch>();
const endings: readonly Ending[] = ["close", "destroy"];

/**
 * Tells whether a function ended before the agents or pools that it closes were closed.
 *
 * Nobody else can tell: their sockets may be closed at once. But the promise of `close` is fulfilled some turns of the
 * event loop later, and its callback runs then: at the moment when the function ends, whatever nobody waited for is
 * pending, always.
 *
 * Only what the function itself closes counts, whatever else goes on in the process.
 *
 * @example
 * using watch = new CloseWatch(Piscina.prototype);
 * await watch.run(() => parallelMap(items, file, 2));
 * console.log(watch.ranAway);
 */
export class CloseWatch implements Disposable {
  /** What the function has closed, or begun to close. */
  readonly closed = new Set<unknown>();
  readonly #pending = new Set<symbol>();
  readonly #undo: (() => void)[];
  #ranAway = false;
  #hasEnded = false;

  constructor(closes: Closes) {
    this.#undo = endings.map((ending) => {
      const own = Object.getOwnPropertyDescriptor(closes, ending);
      const end = closes[ending] as End;
      const watched: End = function (...args) {
        const watch = watches.getStore();
        return watch ? watch.follow(this, end, args) : Reflect.apply(end, this, args);
      };
      Object.defineProperty(closes, ending, { value: watched, configurable: true, writable: true });
      return () => {
        if (own) Object.defineProperty(closes, ending, own);
        else Reflect.deleteProperty(closes, ending);
      };
    });
  }

  /** Whether the function ended before something that it closed was closed; closing may have begun even later. */
  get ranAway(): boolean {
    return this.#ranAway;
  }

  /** Runs a function that is to be watched. */
  async run<T>(work: () => T): Promise<Awaited<T>> {
    try {
      return await watches.run(this, work);
    } finally {
      this.#hasEnded = true;
      this.#ranAway ||= this.#pending.size > 0;
    }
  }

  /** Calls `close` or `destroy`, and follows the promise that comes back, or the callback that it was given. */
  private follow(target: unknown, end: End, args: unknown[]): unknown {
    this.closed.add(target);
    if (this.#hasEnded) this.#ranAway = true;
    const call = Symbol();
    this.#pending.add(call);
    const settle = () => this.#pending.delete(call);
    const followed = args.map((arg) => {
      if (typeof arg !== "function") return arg;
      return (...given: unknown[]): unknown => {
        settle();
        return (arg as (...given: unknown[]) => unknown)(...given);
      };
    });
    const done = Reflect.apply(end, target, followed);
    if (done instanceof Promise) done.then(settle, settle);
    else if (followed.every((arg, index) => arg === args[index])) settle();
    return done;
  }

  /** Ends the watch, and the change to the prototype. */
  [Symbol.dispose](): void {
    for (const undo of this.#undo) undo();
  }
}
