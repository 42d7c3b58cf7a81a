import Bottleneck from "bottleneck";

/** What bottleneck keeps its times in, and where every job comes in; it has no public name for them. */
interface Internals {
  _receive(this: Bottleneck, ...args: unknown[]): unknown;
  readonly _store: Record<string, unknown>;
}

/**
 * Brings limiters back to real time when a check has ended.
 *
 * A limiter that was made outside of the answer remembers when it last started a job. That was in virtual time, which is
 * ahead: in the next cell it would wait until real time has come so far.
 *
 * @example
 * using limiters = new Limiters();
 */
export class Limiters implements Disposable {
  readonly #seen = new Set<Bottleneck>();
  readonly #prototype = Bottleneck.prototype as unknown as Internals;
  readonly #receive = this.#prototype._receive;

  constructor() {
    const [seen, receive] = [this.#seen, this.#receive];
    this.#prototype._receive = function (...args) {
      seen.add(this);
      return receive.apply(this, args);
    };
  }

  /** To be called in real time. */
  [Symbol.dispose](): void {
    this.#prototype._receive = this.#receive;
    const now = Date.now();
    for (const limiter of this.#seen) {
      const store = (limiter as unknown as Internals)._store;
      // Its counts are far below any time.
      for (const [name, value] of Object.entries(store)) {
        if (typeof value === "number" && value > now && Number.isFinite(value)) store[name] = now;
      }
    }
  }
}
