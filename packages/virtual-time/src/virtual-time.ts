import { Activity, readCpuMs } from "./activity.js";
import { idlePauses, patientTurns, pauseMs, quietTurns } from "./quiet-turns.js";
import { realTime } from "./real-time.js";
import { installSwitch, setActiveClock, type ActiveClock } from "./switch.js";
import type { Guest } from "./two-processes/host.js";
import { VirtualClock } from "./virtual-clock.js";
import { Watchdog } from "./watchdog.js";

/** Why virtual time came to rest before what it was run for had settled. */
export type Rest =
  /** No timer is left and nothing is in flight: the promise can never settle. */
  | "nothing-left"
  /** The virtual time that was allowed is over. */
  | "time-limit"
  /** The code never came to rest: a loop, a chain of promises, a thread. */
  | "never-quiet"
  /** Somebody ended virtual time meanwhile. */
  | "ended";

/** What became of work in virtual time; `atMs` is when, since the start. */
export type RunResult<T> =
  | { readonly status: "fulfilled"; readonly value: T; readonly atMs: number }
  | { readonly status: "rejected"; readonly reason: unknown; readonly atMs: number }
  | { readonly status: "unsettled"; readonly why: Rest; readonly atMs: number };

/** How virtual time is started. */
export interface VirtualTimeOptions {
  /** CPU time, in s, that one turn of the event loop may take; 5 unless told, `Infinity` for no limit. */
  readonly turnCpuS?: number;
  /** Real time, in s, in which the clock must move on, unless all is done; 30 unless told, `Infinity` for no limit. */
  readonly standstillS?: number;
}

let current: VirtualTime | undefined;
/** Where the last one ended: time never goes backwards for code that remembers it. */
let lastEpochMs = 0;
let lastMonotonicMs = 0;

/**
 * A clock for the whole process that stands still while anything moves, and jumps to the next timer when nothing does.
 *
 * Sockets, files and promises are real; only time is not. What runs takes no time, and waits as long as it says, so the
 * same code gives the same times on every machine.
 *
 * @example
 * using time = VirtualTime.start();
 * const result = await time.run(() => sleep(60_000, "a minute later"));
 * result.atMs; // 60000, some ms of real time later
 */
export class VirtualTime implements Disposable {
  readonly #clock = new VirtualClock();
  readonly #watchdog: Watchdog | undefined;
  readonly #activity = new Activity();
  readonly #active: ActiveClock;
  readonly #options: Required<VirtualTimeOptions>;
  #guest: Guest | undefined;
  #ended = false;

  /**
   * Turns virtual time on, for the whole process.
   *
   * @throws {Error} if it is on already: there is one clock
   */
  static start(options: VirtualTimeOptions = {}): VirtualTime {
    if (current) throw new Error("VirtualTime.start: virtual time is on already; end it first");
    installSwitch();
    current = new VirtualTime(options);
    return current;
  }

  private constructor({ turnCpuS = 5, standstillS = 30 }: VirtualTimeOptions) {
    this.#options = { turnCpuS, standstillS };
    // Whole seconds: what is rounded to them, such as a date in `Retry-After`, comes out the same each time.
    const begin = (now: number, last: number) => 1000 * Math.ceil(Math.max(now, last) / 1000);
    this.#active = {
      clock: this.#clock,
      epochMs: begin(realTime.epochMs(), lastEpochMs),
      monotonicMs: begin(realTime.now(), lastMonotonicMs),
      reads: 0,
      hasBusyLooped: false,
    };
    setActiveClock(this.#active);
    if (Number.isFinite(Math.min(turnCpuS, standstillS))) {
      this.#watchdog = Watchdog.shared();
      this.#watchdog.start({ cpuS: turnCpuS, realS: standstillS });
    }
  }

  /**
   * From now on another process follows this clock, and the clock stands still while anything moves there.
   *
   * @param guest takes the place of the one before
   */
  attach(guest: Guest): void {
    this.#guest = guest;
    // It is asked itself.
    this.#activity.ignore("ProcessWrap");
    guest.begin(this.nowMs, this.#active.epochMs);
  }

  /** Since the start, in ms. */
  get nowMs(): number {
    return this.#clock.nowMs;
  }

  /** Whether code has waited in a loop that reads the time; it gets a `BusyLoopError`, which it may have caught. */
  get hasBusyLooped(): boolean {
    return this.#active.hasBusyLooped;
  }

  /** How many timers wait. */
  get timers(): number {
    return this.#clock.size;
  }

  /**
   * Calls a function and lets virtual time go on until its promise has settled, or cannot settle any more. Never rejects.
   *
   * @param limitMs how much virtual time it may take; an hour unless told
   */
  async run<T>(work: () => T | PromiseLike<T>, limitMs = 3_600_000): Promise<RunResult<T>> {
    let result: RunResult<T> | undefined;
    // In a `then`, so that what is thrown at once is a rejection like any other.
    Promise.resolve()
      .then(work)
      .then(
        (value) => (result ??= { status: "fulfilled", value, atMs: this.nowMs }),
        (reason: unknown) => (result ??= { status: "rejected", reason, atMs: this.nowMs }),
      );
    const rest = await this.#drive(() => result !== undefined, this.nowMs + limitMs, idlePauses);
    if (rest === "time-limit") await this.#bringGuest();
    return (result ??= { status: "unsettled", why: rest ?? "nothing-left", atMs: this.nowMs });
  }

  /**
   * Lets this much virtual time pass, with all that happens in it.
   *
   * @returns why it came to rest before, if it did
   * @example await time.advance(1000); // has what was started and not awaited happened by then?
   */
  async advance(ms: number): Promise<Rest | undefined> {
    const untilMs = this.nowMs + ms;
    const rest = await this.#drive(() => false, untilMs);
    if (rest === "nothing-left") this.#clock.moveTo(untilMs);
    await this.#bringGuest();
    return rest === "time-limit" || rest === "nothing-left" ? undefined : rest;
  }

  /** Lets all that is on its way arrive, without moving the clock. */
  async settle(): Promise<void> {
    await this.#drive(() => false, this.nowMs);
  }

  /** Lets the guest arrive at the present time, in which it may be told to do something. */
  async #bringGuest(): Promise<void> {
    if (this.#guest) await this.settle();
  }

  /** Turns real time on again; timers that are left never run. */
  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#watchdog?.stop();
    // Whoever waits for its answer goes on.
    this.#guest?.close();
    this.#clock.clear();
    this.#activity[Symbol.dispose]();
    lastEpochMs = this.#active.epochMs + this.nowMs;
    lastMonotonicMs = this.#active.monotonicMs + this.nowMs;
    setActiveClock(undefined);
    if (current === this) current = undefined;
  }

  [Symbol.dispose](): void {
    this.end();
  }

  /**
   * Turns the event loop, and where it is quiet goes on to the next timer.
   *
   * In callbacks, not promises: code that is terminated takes the promises along that wait to go on.
   *
   * @param pauses how many idle pauses in a row mean that nothing is left
   */
  #drive(isDone: () => boolean, untilMs: number, pauses = 0): Promise<Rest | undefined> {
    const { standstillS } = this.#options;
    this.#guest?.forget();
    return new Promise((resolve) => {
      let [quiet, waited, events] = [0, 0, this.#activity.count()];
      let [idle, usedMs] = [-1, 0];
      let movedAt = realTime.now();
      const step = (): void => {
        // First of all, since what follows may be terminated.
        const next = realTime.setImmediate(step);
        const finish = (rest?: Rest): void => {
          realTime.clearImmediate(next);
          resolve(rest);
        };
        this.#watchdog?.noteTurn();
        this.#active.reads = 0;
        if (this.#ended) return finish("ended");
        if (this.#watchdog?.hasTerminated) return finish("never-quiet");
        if (isDone()) return finish();
        const count = this.#activity.count();
        const isStill = count === events && !this.#activity.isWorking();
        events = count;
        quiet = isStill ? quiet + 1 : 0;
        if (realTime.now() - movedAt > standstillS * 1000) return finish("never-quiet");
        if (quiet < quietTurns) return;
        const isPending = this.#activity.isInTransit() || this.#activity.hasImmediates(1);
        if (isPending && ++waited < patientTurns) return;
        const guest = this.#guest;
        if (guest && !guest.isQuiet(this.nowMs, this.#activity)) {
          realTime.clearImmediate(next);
          return guest.ask(this.nowMs, this.#active.epochMs, this.#activity, () => {
            [quiet, waited, events] = [0, 0, this.#activity.count()];
            realTime.setImmediate(step);
          });
        }
        const ownMs = this.#clock.nextMs;
        const nextMs = smaller(ownMs, guest?.nextMs(this.nowMs));
        // Something may come of what it computes, in time: how much it may compute is for others to limit.
        if (nextMs === undefined && guest?.isBusy) return guest.forget();
        if (nextMs === undefined) {
          const cpuMs = guest ? guest.cpuMs : readCpuMs();
          idle = cpuMs - usedMs < pauseMs / 2 || idle < 0 ? idle + 1 : 0;
          usedMs = cpuMs;
          if (idle >= pauses) return finish("nothing-left");
          realTime.clearImmediate(next);
          quiet = 0;
          guest?.forget();
          realTime.setTimeout(step, pauseMs);
          return;
        }
        if (nextMs > untilMs) {
          this.#clock.moveTo(untilMs);
          return finish("time-limit");
        }
        [quiet, waited, idle] = [0, 0, -1];
        movedAt = realTime.now();
        // The guest is told first, with the next question: what it does about an answer from here, it does at that time.
        if (guest && nextMs > this.nowMs) return this.#clock.moveTo(nextMs);
        try {
          this.#clock.fireNext();
        } catch (error) {
          // As Node does with what a timer's callback throws.
          realTime.setImmediate(() => {
            throw error;
          });
        }
      };
      realTime.setImmediate(step);
    });
  }
}

function smaller(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.min(a, b);
}

/**
 * Ends virtual time, if it is on: for whoever stops code from outside, as a kernel does with a cell.
 *
 * @example process.on("SIGINT", endVirtualTime);
 */
export function endVirtualTime(): void {
  current?.end();
}
