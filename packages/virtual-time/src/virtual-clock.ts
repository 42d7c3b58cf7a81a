import {
  firstId,
  VirtualTimeout,
  type TimeoutOptions,
  type TimerCallback,
  type TimerQueue,
} from "./virtual-timeout.js";

/** What the clocks of a process share. */
export interface SharedTimers {
  /** The clock that is on. */
  readonly active: { readonly clock: TimerQueue } | undefined;
  readonly outlived: TimerQueue["outlived"];
}

/** A queue of timers and a time that moves only when the next of them is due. */
export class VirtualClock implements TimerQueue {
  /** Soonest first. */
  readonly #queue: VirtualTimeout[] = [];
  #nowMs = 0;
  #order = 0;
  #hasEnded = false;
  readonly #shared: SharedTimers;

  /** @param shared read anew each time; left out, the clock is the only one */
  constructor(shared: SharedTimers = { active: undefined, outlived: new Set() }) {
    this.#shared = shared;
  }

  /** Since the clock was made, in ms. */
  get nowMs(): number {
    return this.#nowMs;
  }

  /** The timers that wait, soonest first. */
  get waiting(): readonly VirtualTimeout[] {
    return this.#queue;
  }

  /** When the next timer is due, in ms; undefined where none waits. */
  get nextMs(): number | undefined {
    return this.#queue[0]?.dueMs;
  }

  /** Whether real time is on again. */
  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  get successor(): TimerQueue | undefined {
    return this.#shared.active?.clock;
  }

  get outlived(): TimerQueue["outlived"] {
    return this.#shared.outlived;
  }

  /**
   * Starts a timer.
   *
   * @param delay in ms; read as Node does
   * @throws {TypeError} if `callback` is no function, as Node's `setTimeout` does
   * @example clock.start(() => console.log("a second later"), 1000);
   */
  start(callback: TimerCallback, delay: unknown, options?: TimeoutOptions): VirtualTimeout {
    if (typeof callback !== "function") {
      const message = `The "callback" argument must be of type function. Received ${String(callback)}`;
      throw Object.assign(new TypeError(message), { code: "ERR_INVALID_ARG_TYPE" });
    }
    return new VirtualTimeout(this, callback, delay, options);
  }

  /** Stops the timer with this primitive id; any other is ignored, as Node does. */
  stop(id: unknown): void {
    if (Number(id) >= firstId) this.#queue.find((each) => Number(each) === Number(id))?.close();
  }

  /** Moves the time to the next timer and runs it. */
  fireNext(): void {
    const timer = this.#queue.shift();
    if (!timer) return;
    this.#nowMs = timer.dueMs;
    timer.fire();
  }

  /** Moves the time, past no timer that waits. */
  moveTo(ms: number): void {
    this.#nowMs = Math.max(this.#nowMs, Math.min(ms, this.nextMs ?? ms));
  }

  /** Drops all timers. */
  clear(): void {
    this.#queue.length = 0;
  }

  /** Drops all timers, but for those that are {@link VirtualTimeout.isHousekeeping}. */
  end(): void {
    this.#hasEnded = true;
    for (const timer of this.#queue.splice(0)) {
      if (timer.isHousekeeping) timer.continueInRealTime(timer.dueMs - this.#nowMs);
    }
  }

  /** Puts a timer in its place: due so many ms from now, and behind all that are due then. */
  add(timer: VirtualTimeout, delayMs: number): void {
    timer.dueMs = this.#nowMs + delayMs;
    timer.order = ++this.#order;
    const before = this.#queue.findLastIndex(({ dueMs }) => dueMs <= timer.dueMs);
    this.#queue.splice(before + 1, 0, timer);
  }

  remove(timer: VirtualTimeout): void {
    const index = this.#queue.indexOf(timer);
    if (index >= 0) this.#queue.splice(index, 1);
  }

  has(timer: VirtualTimeout): boolean {
    return this.#queue.includes(timer);
  }
}
