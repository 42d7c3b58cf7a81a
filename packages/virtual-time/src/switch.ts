/**
 * Functions of time that follow either clock: real time's own, or the virtual one while that is on.
 *
 * They stand in the place of Node's for good, so that a reference which somebody has kept follows too.
 */
import { createRequire, syncBuiltinESMExports } from "node:module";
import { promisify } from "node:util";
import { installBlockingCalls } from "./blocking-calls.js";
import { BusyLoopError } from "./busy-loop-error.js";
import { realTime } from "./real-time.js";
import { switchSocketTimeouts } from "./socket-timeouts.js";
import { makeTimersPromises } from "./timers-promises.js";
import { VirtualTimeout, type VirtualClock } from "./virtual-clock.js";

/** A virtual clock that is on, and what it began with. */
export interface ActiveClock {
  readonly clock: VirtualClock;
  /** What the real clocks said when it began. */
  readonly epochMs: number;
  readonly monotonicMs: number;
  /** How often somebody has read the time since the event loop's last turn. */
  reads: number;
  /** Whether that was so often that nothing else could run. */
  hasBusyLooped: boolean;
}

/** More readings than this in one turn of the event loop are a loop that waits for the time to pass. */
const maxReads = 200_000;

interface SwitchState {
  installed: boolean;
  active: ActiveClock | undefined;
}

const key = Symbol.for("virtual-time.switch");
const shared = globalThis as { [key]?: SwitchState | undefined };
const state: SwitchState = shared[key] ?? { installed: false, active: undefined };
shared[key] = state;

/** Turns a virtual clock on, or with `undefined` off. */
export function setActiveClock(active: ActiveClock | undefined): void {
  state.active = active;
}

/** The virtual clock that is on now. */
export function activeClock(): VirtualClock | undefined {
  return state.active?.clock;
}

/** Time of the virtual clock, since it began, in ms; throws where it is asked for so often that nothing else can run. */
function readMs(active: ActiveClock): number {
  active.reads += 1;
  if (active.reads > maxReads) {
    active.hasBusyLooped = true;
    // Not also at what else runs in this turn: a library's callback, which is not to blame.
    active.reads = 0;
    throw new BusyLoopError(maxReads);
  }
  return active.clock.nowMs;
}

/**
 * Puts the switchable functions in place. Done once per process, before other code takes references to Node's own;
 * while time is real they cost one comparison.
 *
 * Covered: `setTimeout`, `setInterval` and their `clear…`, as globals, in `node:timers` and in `node:timers/promises`
 * with `scheduler.wait`; `util.promisify(setTimeout)`; `Date`; `performance.now`; `process.hrtime` with `bigint`;
 * `AbortSignal.timeout`; `socket.setTimeout`. Calls that block the thread, and with it the clock, can be listened to.
 *
 * @example
 * installSwitch(); // first thing in a process
 */
export function installSwitch(): void {
  if (state.installed) return;
  state.installed = true;
  const require = createRequire(import.meta.url);
  const timers = require("node:timers") as Record<string, unknown>;
  const timersPromises = require("node:timers/promises") as typeof import("node:timers/promises");
  const promises = makeTimersPromises(activeClock);
  const functions = { ...makeTimers(), ...makeClears() };
  Object.defineProperty(functions.setTimeout, promisify.custom, {
    enumerable: true,
    get: () => promises.setTimeout,
  });
  Object.assign(timers, functions);
  Object.assign(timersPromises, { setTimeout: promises.setTimeout, setInterval: promises.setInterval });
  Object.defineProperty(timersPromises.scheduler, "wait", { value: promises.wait, configurable: true });
  for (const [name, value] of Object.entries(functions)) {
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true, enumerable: true });
  }
  switchClocks();
  switchAbortSignal();
  switchRefresh();
  switchSocketTimeouts(activeClock);
  installBlockingCalls();
  syncBuiltinESMExports();
}

function makeTimers() {
  type Start = (callback: (...args: never[]) => unknown, delay?: unknown, ...args: unknown[]) => unknown;
  const real = realTime as unknown as { readonly setTimeout: Start; readonly setInterval: Start };
  return {
    setTimeout: function setTimeout(...given: Parameters<Start>): unknown {
      const [callback, delay, ...args] = given;
      return state.active ? state.active.clock.start(callback, delay, args) : real.setTimeout(...given);
    },
    setInterval: function setInterval(...given: Parameters<Start>): unknown {
      const [callback, delay, ...args] = given;
      if (!state.active) return real.setInterval(...given);
      return state.active.clock.start(callback, delay, args, { repeats: true });
    },
  };
}

/** Real timers that a `refresh()` has moved to the virtual clock. */
const moved = new WeakMap<object, VirtualTimeout>();

function makeClears() {
  const clear = (timer: unknown, clearReal: (timer: never) => void): void => {
    const other = typeof timer === "object" && timer !== null ? moved.get(timer) : undefined;
    if (other) other.close();
    if (timer instanceof VirtualTimeout) timer.close();
    else {
      if (state.active && typeof timer === "number") state.active.clock.stop(timer);
      clearReal(timer as never);
    }
  };
  return {
    clearTimeout: function clearTimeout(timer?: unknown): void {
      clear(timer, realTime.clearTimeout);
    },
    clearInterval: function clearInterval(timer?: unknown): void {
      clear(timer, realTime.clearInterval);
    },
  };
}

/** A timer of real time that is refreshed while the clock is virtual goes on in virtual time: undici keeps one for ever. */
function switchRefresh(): void {
  interface Internal extends NodeJS.Timeout {
    readonly _idleTimeout: number;
    readonly _repeat: number | null;
  }
  const probe = realTime.setTimeout(() => undefined, 1);
  realTime.clearTimeout(probe);
  const prototype = Object.getPrototypeOf(probe) as NodeJS.Timeout;
  const refresh = prototype.refresh;
  prototype.refresh = function (this: Internal) {
    // Null once it was cleared.
    const callback = this._onTimeout as (() => void) | null;
    moved.get(this)?.close();
    if (!state.active || !callback || this._repeat !== null) return refresh.call(this);
    const delay = this._idleTimeout;
    const timer = state.active.clock.start(() => {
      callback.call(this);
    }, delay);
    if (!this.hasRef()) timer.unref();
    moved.set(this, timer);
    realTime.clearTimeout(this);
    // Cleared, it would not run again when it is refreshed later on.
    Object.assign(this, { _onTimeout: callback, _idleTimeout: delay });
    return this;
  };
}

function switchClocks(): void {
  const { Date: RealDate, epochMs, hrtime } = realTime;
  const dateNow = () => (state.active ? state.active.epochMs + readMs(state.active) : epochMs());
  function SwitchableDate(this: unknown, ...args: unknown[]): unknown {
    const target = new.target as unknown as (new () => unknown) | undefined;
    if (!target) return new RealDate(dateNow()).toString();
    const given = args.length === 0 && state.active ? [dateNow()] : args;
    return Reflect.construct(RealDate, given, target === (SwitchableDate as unknown) ? RealDate : target);
  }
  Object.defineProperties(SwitchableDate, {
    ...Object.getOwnPropertyDescriptors(RealDate),
    name: { value: "Date", configurable: true },
    now: {
      value: function now() {
        return dateNow();
      },
      configurable: true,
      writable: true,
    },
  });
  Object.defineProperty(RealDate.prototype, "constructor", {
    value: SwitchableDate,
    configurable: true,
    writable: true,
  });
  Object.defineProperty(globalThis, "Date", { value: SwitchableDate, configurable: true, writable: true });

  const performanceNow = function now() {
    return state.active ? state.active.monotonicMs + readMs(state.active) : realTime.now();
  };
  Object.defineProperty(Object.getPrototypeOf(performance), "now", {
    value: performanceNow,
    configurable: true,
    writable: true,
    enumerable: true,
  });

  const bigint = () => BigInt(Math.round(performanceNow() * 1e6));
  const switchable = function (previous?: [number, number]): [number, number] {
    if (!state.active) return hrtime(previous);
    const ns = bigint() - (previous ? BigInt(previous[0]) * 1_000_000_000n + BigInt(previous[1]) : 0n);
    return [Number(ns / 1_000_000_000n), Number(ns % 1_000_000_000n)];
  };
  const withBigint = Object.assign(switchable, {
    bigint: () => (state.active ? bigint() : hrtime.bigint()),
  });
  Object.defineProperty(withBigint, "name", { value: "hrtime" });
  process.hrtime = withBigint;
}

function switchAbortSignal(): void {
  Object.defineProperty(AbortSignal, "timeout", {
    value: function timeout(delay: number): AbortSignal {
      if (!state.active) return realTime.abortSignalTimeout.call(AbortSignal, delay);
      const controller = new AbortController();
      const abort = () =>
        controller.abort(new DOMException("The operation was aborted due to timeout", "TimeoutError"));
      state.active.clock.start(abort, delay).unref();
      return controller.signal;
    },
    configurable: true,
    writable: true,
    enumerable: true,
  });
}
