import { AsyncResource } from "node:async_hooks";

type Callback = (...args: never[]) => unknown;

/** What Node's `setTimeout` takes at most, in ms; beyond it, and below 1, it takes 1. */
const maxDelayMs = 2 ** 31 - 1;

/** https://nodejs.org/api/timers.html#settimeoutcallback-delay-args: 1 ms at least, fractions are dropped. */
export function normalizeDelay(delay: unknown): number {
  const ms = Number(delay);
  return ms >= 1 && ms <= maxDelayMs ? Math.trunc(ms) : 1;
}

/** Primitive ids of virtual timers begin here, where Node's own never come. */
const firstId = 2 ** 40;

/**
 * A timer of a {@link VirtualClock}, used like Node's `Timeout`.
 *
 * An `AsyncResource`, so that its callback runs in the async context of whoever started it, as Node's do.
 */
export class VirtualTimeout extends AsyncResource {
  readonly #clock: VirtualClock;
  readonly #callback: Callback;
  readonly #args: readonly unknown[];
  readonly #delayMs: number;
  readonly #repeats: boolean;
  readonly #id: number;
  #refed = true;
  /** When it is due, in ms on its clock. */
  dueMs: number;
  /** Timers that are due at the same time run in this order. */
  order: number;

  constructor(
    clock: VirtualClock,
    callback: Callback,
    delayMs: number,
    args: readonly unknown[],
    repeats: boolean,
  ) {
    // The name of Node's own, for whoever counts timers with async hooks.
    super("Timeout");
    this.#clock = clock;
    this.#callback = callback;
    this.#args = args;
    this.#delayMs = delayMs;
    this.#repeats = repeats;
    this.order = clock.nextOrder();
    this.#id = firstId + this.order;
    this.dueMs = clock.nowMs + delayMs;
  }

  /** When it was started, or last refreshed, in ms on its clock. */
  get startedMs(): number {
    return this.dueMs - this.#delayMs;
  }

  get repeats(): boolean {
    return this.#repeats;
  }

  /** Runs the callback, and starts anew if it repeats. Called by the clock. */
  fire(): void {
    try {
      this.runInAsyncScope(this.#callback as (...args: unknown[]) => unknown, this, ...this.#args);
    } finally {
      // Unless the callback has cleared it, or started it itself.
      if (this.#repeats && this.#clock.isFiring(this)) this.refresh();
    }
  }

  ref(): this {
    this.#refed = true;
    return this;
  }

  unref(): this {
    this.#refed = false;
    return this;
  }

  hasRef(): boolean {
    return this.#refed;
  }

  refresh(): this {
    this.#clock.remove(this);
    this.order = this.#clock.nextOrder();
    this.dueMs = this.#clock.nowMs + this.#delayMs;
    this.#clock.add(this);
    return this;
  }

  close(): this {
    this.#clock.remove(this);
    return this;
  }

  [Symbol.toPrimitive](): number {
    return this.#id;
  }

  [Symbol.dispose](): void {
    this.close();
  }
}

/** A queue of timers and a time that moves only when the next of them is due. */
export class VirtualClock {
  /** Soonest first. */
  readonly #queue: VirtualTimeout[] = [];
  #nowMs = 0;
  #order = 0;
  #firing: VirtualTimeout | undefined;

  /** Since the clock was made, in ms. */
  get nowMs(): number {
    return this.#nowMs;
  }

  /** The timers that wait, soonest first. */
  get waiting(): readonly VirtualTimeout[] {
    return [...this.#queue];
  }

  /** When the next timer is due, in ms; undefined where none waits. */
  get nextMs(): number | undefined {
    return this.#queue[0]?.dueMs;
  }

  nextOrder(): number {
    return ++this.#order;
  }

  /**
   * Starts a timer.
   *
   * @param delay in ms; read as Node does
   * @example clock.start(() => console.log("a second later"), 1000);
   */
  start(
    callback: Callback,
    delay: unknown,
    args: readonly unknown[] = [],
    { repeats = false }: { readonly repeats?: boolean } = {},
  ): VirtualTimeout {
    if (typeof callback !== "function") {
      throw Object.assign(
        new TypeError(`The "callback" argument must be of type function. Received ${String(callback)}`),
        { code: "ERR_INVALID_ARG_TYPE" },
      );
    }
    const timer = new VirtualTimeout(this, callback, normalizeDelay(delay), args, repeats);
    this.add(timer);
    return timer;
  }

  /** Stops a timer; anything else is ignored, as Node does. */
  stop(timer: unknown): void {
    if (timer instanceof VirtualTimeout) return this.remove(timer);
    const id = Number(timer);
    const found = id >= firstId ? this.#queue.find((each) => Number(each) === id) : undefined;
    if (found) this.remove(found);
  }

  /** Moves the time to the next timer and runs it. */
  fireNext(): void {
    const timer = this.#queue.shift();
    if (!timer) return;
    this.#nowMs = Math.max(this.#nowMs, timer.dueMs);
    this.#firing = timer;
    try {
      timer.fire();
    } finally {
      this.#firing = undefined;
    }
  }

  /** Moves the time, past no timer that waits. */
  moveTo(ms: number): void {
    this.#nowMs = Math.max(this.#nowMs, Math.min(ms, this.nextMs ?? ms));
  }

  /** Drops all timers. */
  clear(): void {
    this.#queue.length = 0;
    this.#firing = undefined;
  }

  /** Whether this timer's callback runs now, and nobody has stopped or restarted it meanwhile. */
  isFiring(timer: VirtualTimeout): boolean {
    return this.#firing === timer;
  }

  add(timer: VirtualTimeout): void {
    let [low, high] = [0, this.#queue.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = this.#queue[middle];
      const isBefore =
        other && (other.dueMs < timer.dueMs || (other.dueMs === timer.dueMs && other.order < timer.order));
      if (isBefore) low = middle + 1;
      else high = middle;
    }
    this.#queue.splice(low, 0, timer);
  }

  remove(timer: VirtualTimeout): void {
    if (this.#firing === timer) this.#firing = undefined;
    const index = this.#queue.indexOf(timer);
    if (index >= 0) this.#queue.splice(index, 1);
  }
}
