import { AsyncResource } from "node:async_hooks";
import { realTime } from "./real-time.js";

export type TimerCallback = (...args: never[]) => unknown;

/** What Node's `setTimeout` takes at most, in ms; beyond it, and below 1, it takes 1. */
const maxDelayMs = 2 ** 31 - 1;

/** Primitive ids of virtual timers begin here, where Node's own never come. */
export const firstId = 2 ** 40;
let lastId = firstId;

/** https://nodejs.org/api/timers.html#settimeoutcallback-delay-args: 1 ms at least, fractions are dropped. */
function normalizeDelay(delay: unknown): number {
  const ms = Number(delay);
  return ms >= 1 && ms <= maxDelayMs ? Math.trunc(ms) : 1;
}

/** How a timer differs from a `setTimeout` of its own. */
export interface TimeoutOptions {
  readonly args?: readonly unknown[];
  readonly repeats?: boolean;
}

/** What a timer needs of its clock. */
export interface TimerQueue {
  /** Whether real time is on again. */
  readonly hasEnded: boolean;
  /** The clock that is on now, when this one has ended; undefined in real time. */
  readonly successor: TimerQueue | undefined;
  /** Timers that have outlived their clock and wait in real time. */
  readonly outlived: Set<{ refresh(): unknown }>;
  add(timer: VirtualTimeout, delayMs: number): void;
  remove(timer: VirtualTimeout): void;
  has(timer: VirtualTimeout): boolean;
}

/**
 * A timer of a virtual clock, used like Node's `Timeout`.
 *
 * An `AsyncResource`, so that its callback runs in the async context of whoever started it, as Node's do. Its underscored
 * properties are those by which Node's own `clearTimeout` stops a timer: also code inside Node then stops a virtual one.
 */
export class VirtualTimeout extends AsyncResource {
  readonly #callback: TimerCallback;
  readonly #args: readonly unknown[];
  readonly #repeats: boolean;
  readonly #id = ++lastId;
  #clock: TimerQueue;
  #isCleared = false;
  #isRefed = true;
  /** Set where it goes on in real time, its clock having ended. */
  #real: NodeJS.Timeout | undefined;
  /** In ms. */
  readonly _idleTimeout: number;
  /** When it is due, in ms on its clock. */
  dueMs = 0;
  /** Timers that are due at the same time run in this order. */
  order = 0;

  constructor(clock: TimerQueue, callback: TimerCallback, delay: unknown, options: TimeoutOptions = {}) {
    // The name of Node's own, for whoever counts timers with async hooks.
    super("Timeout");
    this.#clock = clock;
    this.#callback = callback;
    this.#args = options.args ?? [];
    this.#repeats = options.repeats ?? false;
    this._idleTimeout = normalizeDelay(delay);
    clock.add(this, this._idleTimeout);
  }

  /** When it was started, or last started anew, in ms on its clock. */
  get startedMs(): number {
    return this.dueMs - this._idleTimeout;
  }

  get repeats(): boolean {
    return this.#repeats;
  }

  /** Runs the callback, and starts anew if it repeats. What it throws is an uncaught exception, as it is in Node. */
  fire(): void {
    this.#leaveRealTime();
    const { order } = this;
    try {
      this.runInAsyncScope(this.#callback as (...args: unknown[]) => unknown, this, ...this.#args);
    } catch (error) {
      this.runInAsyncScope(() =>
        realTime.setImmediate(() => {
          throw error;
        }),
      );
    }
    // Unless the callback has refreshed it, or ended its clock.
    if (this.#repeats && this.order === order && !this.#clock.hasEnded) this.refresh();
  }

  ref(): this {
    this.#isRefed = true;
    this.#real?.ref();
    return this;
  }

  unref(): this {
    this.#isRefed = false;
    this.#real?.unref();
    return this;
  }

  hasRef(): boolean {
    return this.#isRefed;
  }

  /** Starts it anew, as Node's does: also when it has run, but not when it was cleared. */
  refresh(): this {
    if (this.#isCleared) return this;
    this.#stop();
    const clock = this.#clock.hasEnded ? this.#clock.successor : this.#clock;
    if (clock) {
      this.#clock = clock;
      clock.add(this, this._idleTimeout);
    } else this.continueInRealTime(this._idleTimeout);
    return this;
  }

  close(): this {
    this.#isCleared = true;
    this.#stop();
    return this;
  }

  /**
   * Whether it outlives its clock: libraries keep their housekeeping in timers that do not hold the process, and would
   * stand still for ever without.
   */
  get isHousekeeping(): boolean {
    return !this.#isRefed && !this.#repeats;
  }

  /** Goes on when its clock has ended, `ms` from now. */
  continueInRealTime(ms: number): void {
    this.order += 1;
    this.#real = realTime.setTimeout(() => this.fire(), ms);
    if (!this.#isRefed) this.#real.unref();
    this.#clock.outlived.add(this);
  }

  /** Null once it was cleared. */
  get _onTimeout(): TimerCallback | null {
    return this.#isCleared ? null : this.#callback;
  }

  /** Node sets it to null to stop a timer. */
  set _onTimeout(callback: TimerCallback | null) {
    if (callback === null) this.close();
  }

  /** Whether it does not wait any more. */
  get _destroyed(): boolean {
    return this.#isCleared || (this.#real === undefined && !this.#clock.has(this));
  }

  [Symbol.toPrimitive](): number {
    return this.#id;
  }

  [Symbol.dispose](): void {
    this.close();
  }

  #stop(): void {
    this.#clock.remove(this);
    this.#leaveRealTime();
  }

  #leaveRealTime(): void {
    realTime.clearTimeout(this.#real);
    this.#real = undefined;
    this.#clock.outlived.delete(this);
  }
}
