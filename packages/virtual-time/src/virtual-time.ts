import { Activity } from "./activity.js";
import { state, type ActiveClock } from "./active-clock.js";
import { QuietTurns } from "./quiet-turns.js";
import { realTime } from "./real-time.js";
import type { Rest, RunResult, Turn, WaitingTimer } from "./run-result.js";
import { installSwitch } from "./switch.js";
import type { Guest } from "./two-processes/host.js";
import { VirtualClock } from "./virtual-clock.js";
import { Watchdog } from "./watchdog.js";

/** More real time than this between two looks does not count, in ms: a computer may have been asleep. */
const longestLookMs = 100;

/** So many timers in one run are a loop that looks every ms whether something has happened, and it never does. */
const maxFired = 100_000;

/** How virtual time is started. */
export interface VirtualTimeOptions {
  /** CPU time, in s, that one turn of the event loop may take; 5 unless told, `Infinity` for no limit. */
  readonly turnCpuS?: number;
  /** Real time, in s, in which the clock must move on, unless all is done; 30 unless told, `Infinity` for no limit. */
  readonly standstillS?: number;
}

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
  readonly #clock = new VirtualClock(state);
  readonly #watchdog = Watchdog.shared();
  readonly #activity = new Activity();
  readonly #active: ActiveClock;
  readonly #options: Required<VirtualTimeOptions>;
  #guest: Guest | undefined;
  #isDriving = false;
  #longestTurn: Turn = { cpuMs: 0, atMs: 0 };

  /**
   * Turns virtual time on, for the whole process.
   *
   * @throws {Error} if it is on already: there is one clock
   */
  static start(options: VirtualTimeOptions = {}): VirtualTime {
    if (state.active) throw new Error("VirtualTime.start: virtual time is on already; end it first");
    installSwitch();
    return new VirtualTime(options);
  }

  private constructor({ turnCpuS = 5, standstillS = 30 }: VirtualTimeOptions) {
    this.#options = { turnCpuS, standstillS };
    // Whole seconds: what is rounded to them, such as a date in `Retry-After`, comes out the same each time.
    const begin = (nowMs: number, lastMs: number) => 1000 * Math.ceil(Math.max(nowMs, lastMs) / 1000);
    this.#active = {
      clock: this.#clock,
      epochMs: begin(realTime.epochMs(), state.lastEpochMs),
      monotonicMs: begin(realTime.now(), state.lastMonotonicMs),
      reads: 0,
      hasBusyLooped: false,
      end: () => this.end(),
    };
    state.active = this.#active;
    // Anew, and not where they are: how long ago they were started in real time differs from run to run.
    for (const timer of [...state.outlived]) timer.refresh();
    this.#watchdog.reset();
  }

  /**
   * From now on another process follows this clock, and the clock stands still while anything moves there.
   *
   * @param guest takes the place of the one before
   */
  attach(guest: Guest): void {
    this.#guest = guest;
    // It is asked itself.
    this.#activity.ignoreChildren();
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

  /**
   * The turn of the event loop in which this thread computed most since this was last asked: in CPU time, which other
   * programs use none of.
   */
  takeLongestTurn(): Turn {
    const turn = this.#longestTurn;
    this.#longestTurn = { cpuMs: 0, atMs: this.nowMs };
    return turn;
  }

  /** The timers that wait, soonest first. */
  get timers(): readonly WaitingTimer[] {
    return this.#clock.waiting.map((timer) => ({
      startedMs: timer.startedMs,
      dueMs: timer.dueMs,
      repeats: timer.repeats,
      keepsAlive: timer.hasRef(),
    }));
  }

  /**
   * Calls a function and lets virtual time go on until its promise has settled, or cannot settle any more. Never rejects.
   *
   * @param limitMs how much virtual time it may take; an hour unless told
   */
  async run<T>(work: () => T | PromiseLike<T>, limitMs = 3_600_000): Promise<RunResult<T>> {
    if (this.#clock.hasEnded) return { status: "unsettled", why: "ended", atMs: this.nowMs };
    let result: RunResult<T> | undefined;
    // In a turn of its own: if it has to be terminated, it takes along the promises that wait to go on in that turn.
    new Promise((resolve) => realTime.setImmediate(resolve)).then(work).then(
      (value) => (result ??= { status: "fulfilled", value, atMs: this.nowMs }),
      (reason: unknown) => (result ??= { status: "rejected", reason, atMs: this.nowMs }),
    );
    const rest = await this.#drive(() => result !== undefined, this.nowMs + limitMs);
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
    const rest = await this.#drive(() => false, this.nowMs + ms, Infinity);
    await this.#bringGuest();
    return rest === "time-limit" ? undefined : rest;
  }

  /** Lets all that is on its way arrive, without moving the clock. */
  async settle(): Promise<Rest | undefined> {
    return await this.advance(0);
  }

  /** Lets the guest arrive at the present time, in which it may be told to do something. */
  async #bringGuest(): Promise<void> {
    if (this.#guest) await this.#drive(() => false, this.nowMs, Infinity);
  }

  /** Drops all timers: what waits for one of them never goes on, and is no trouble to what runs next. */
  dropTimers(): void {
    this.#clock.clear();
  }

  /**
   * Turns real time on again. Timers that are left never run, but for those that do not hold the process (`unref`):
   * libraries keep their housekeeping in them, and it goes on in real time.
   */
  end(): void {
    if (this.#clock.hasEnded) return;
    state.active = undefined;
    state.lastEpochMs = this.#active.epochMs + this.nowMs;
    state.lastMonotonicMs = this.#active.monotonicMs + this.nowMs;
    this.#clock.end();
    // Whoever waits for its answer goes on.
    this.#guest?.close();
    this.#activity[Symbol.dispose]();
  }

  [Symbol.dispose](): void {
    this.end();
  }

  /**
   * Turns the event loop, and where it is quiet goes on to the next timer.
   *
   * In callbacks, not promises: code that is terminated takes the promises along that wait to go on.
   *
   * @param idleMs where the next timer is said to be when there is none; undefined to come to rest
   */
  #drive(isDone: () => boolean, untilMs: number, idleMs?: number): Promise<Rest | undefined> {
    if (this.#isDriving) throw new Error("VirtualTime: time goes on already; await what was called before");
    this.#isDriving = true;
    const { turnCpuS, standstillS } = this.#options;
    this.#guest?.forget();
    const stopWatching = this.#watchdog.watch({ cpuS: turnCpuS, realS: standstillS });
    return new Promise((resolve) => {
      const turns = new QuietTurns(this.#activity);
      let [lookedAt, stoodMs] = [realTime.now(), 0];
      let fired = 0;
      let cpuMs = threadCpuMs();
      const step = (): void => {
        // First of all, since what follows may be terminated.
        const next = realTime.setImmediate(step);
        const finish = (rest?: Rest): void => {
          realTime.clearImmediate(next);
          stopWatching();
          this.#isDriving = false;
          resolve(rest);
        };
        this.#watchdog.noteTurn();
        this.#active.reads = 0;
        const usedMs = threadCpuMs() - cpuMs;
        cpuMs += usedMs;
        if (usedMs > this.#longestTurn.cpuMs) this.#longestTurn = { cpuMs: usedMs, atMs: this.nowMs };
        if (this.#clock.hasEnded) return finish("ended");
        if (this.#watchdog.hasTerminated) return finish("never-quiet");
        if (isDone()) return finish();

        const now = realTime.now();
        stoodMs += Math.min(now - lookedAt, longestLookMs);
        lookedAt = now;
        if (stoodMs > standstillS * 1000) return finish("never-quiet");

        if (!turns.note(this.#clock.nextMs === undefined && idleMs === undefined, next, step)) return;
        const guest = this.#guest;
        if (guest && !guest.isQuiet(this.nowMs, this.#activity)) {
          realTime.clearImmediate(next);
          return guest.ask(this.nowMs, this.#active.epochMs, this.#activity, () => {
            turns.reset();
            realTime.setImmediate(step);
          });
        }
        const nextMs = smaller(this.#clock.nextMs, guest?.nextMs(this.nowMs)) ?? idleMs;
        if (nextMs === undefined) {
          // Something may come of what it computes, in time: how much it may compute is for others to limit.
          if (guest?.isBusy) return guest.forget();
          return finish(this.#activity.hasImmediates() ? "never-quiet" : "nothing-left");
        }
        if (nextMs > untilMs) {
          this.#clock.moveTo(untilMs);
          return finish("time-limit");
        }
        if (fired === maxFired) return finish("time-limit");
        fired += 1;
        stoodMs = 0;
        turns.reset();
        // The guest is told first, with the next question: what it does about an answer from here, it does at that time.
        if (guest && nextMs > this.nowMs) return this.#clock.moveTo(nextMs);
        this.#clock.fireNext();
      };
      realTime.setImmediate(step);
    });
  }
}

function smaller(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.min(a, b);
}

function threadCpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/**
 * Ends virtual time, if it is on: for whoever stops code from outside, as a kernel does with a cell.
 *
 * @example process.on("SIGINT", endVirtualTime);
 */
export function endVirtualTime(): void {
  state.active?.end();
}
