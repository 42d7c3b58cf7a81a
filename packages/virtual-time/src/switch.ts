/**
 * Functions of time that follow either clock: real time's own, or the virtual one while that is on.
 *
 * They stand in the place of Node's for good, so that a reference which somebody has kept follows too.
 */
import { syncBuiltinESMExports } from "node:module";
import { promisify } from "node:util";
import { activeClock, state } from "./active-clock.js";
import { installBlockingCalls } from "./blocking-calls.js";
import { realTime } from "./real-time.js";
import { switchClocks } from "./clocks.js";
import { switchSocketTimeouts } from "./socket-timeouts.js";
import { timersPromises } from "./timers-promises.js";
import { VirtualTimeout, type TimerCallback } from "./virtual-timeout.js";

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
  const functions = { ...timers, ...clears };
  Object.defineProperty(functions.setTimeout, promisify.custom, {
    enumerable: true,
    get: () => timersPromises.setTimeout,
  });
  replaceTimers(functions, timersPromises);
  switchClocks();
  switchAbortSignal();
  switchRefresh();
  switchSocketTimeouts();
  installBlockingCalls();
  syncBuiltinESMExports();
}

/**
 * Puts functions in the place of Node's timers: of the globals, in `node:timers` and in `node:timers/promises`. Modules that
 * have imported them have the new ones after the next `syncBuiltinESMExports`.
 *
 * @param functions by their names
 * @param promises those of `node:timers/promises`; `wait` is the scheduler's
 * @example
 * replaceTimers({ setTimeout: start }, { setTimeout: sleep, wait: sleep });
 */
export function replaceTimers(
  functions: Readonly<Record<string, unknown>>,
  { wait, ...promises }: Readonly<Record<string, unknown>>,
): void {
  Object.assign(process.getBuiltinModule("node:timers"), functions);
  const { scheduler } = Object.assign(process.getBuiltinModule("node:timers/promises"), promises);
  Object.defineProperty(scheduler, "wait", { value: wait, configurable: true, writable: true });
  for (const [name, value] of Object.entries(functions)) {
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true, enumerable: true });
  }
}

type Start = (callback: TimerCallback, delay?: unknown, ...args: unknown[]) => unknown;
const real = realTime as unknown as { readonly setTimeout: Start; readonly setInterval: Start };

const timers = {
  setTimeout: function setTimeout(...given: Parameters<Start>): unknown {
    const [callback, delay, ...args] = given;
    return state.active ? state.active.clock.start(callback, delay, { args }) : real.setTimeout(...given);
  },
  setInterval: function setInterval(...given: Parameters<Start>): unknown {
    const [callback, delay, ...args] = given;
    if (!state.active) return real.setInterval(...given);
    return state.active.clock.start(callback, delay, { args, repeats: true });
  },
};

/** Real timers that a `refresh()` has moved to the virtual clock. */
const moved = new WeakMap<object, VirtualTimeout>();

function clear(timer: unknown, clearReal: (timer: never) => void): void {
  if (typeof timer === "object" && timer !== null) moved.get(timer)?.close();
  // Also of a virtual timer: it has what Node looks at.
  clearReal(timer as never);
  if (typeof timer === "number" || typeof timer === "string") state.active?.clock.stop(timer);
}

const clears = {
  clearTimeout: function clearTimeout(timer?: unknown): void {
    clear(timer, realTime.clearTimeout);
  },
  clearInterval: function clearInterval(timer?: unknown): void {
    clear(timer, realTime.clearInterval);
  },
};

/** A timer of real time that is refreshed while the clock is virtual goes on in virtual time: undici keeps one for ever. */
function switchRefresh(): void {
  interface Internal {
    readonly _onTimeout: TimerCallback | null;
    readonly _idleTimeout: number;
    readonly _repeat: number | null;
  }
  const probe = realTime.setTimeout(() => undefined, 1);
  realTime.clearTimeout(probe);
  const prototype = Object.getPrototypeOf(probe) as NodeJS.Timeout;
  const { refresh } = prototype;
  prototype.refresh = function (this: NodeJS.Timeout) {
    const { _onTimeout: callback, _idleTimeout: delay, _repeat: repeat } = this as unknown as Internal;
    moved.get(this)?.close();
    // The callback is null once the timer was cleared.
    if (!state.active || !callback || repeat !== null) return refresh.call(this);
    // Not held, so that it outlives the virtual clock.
    moved.set(this, state.active.clock.start(() => callback.call(this), delay).unref());
    realTime.clearTimeout(this);
    // Cleared, it would not run again when it is refreshed later on.
    Object.assign(this, { _onTimeout: callback, _idleTimeout: delay });
    return this;
  };
}

function switchAbortSignal(): void {
  Object.defineProperty(AbortSignal, "timeout", {
    value: function timeout(delay: number): AbortSignal {
      const clock = activeClock();
      // What is no delay is refused by Node's own.
      if (!clock || !Number.isInteger(delay) || delay < 0 || delay > 2 ** 32 - 1) {
        return realTime.abortSignalTimeout.call(AbortSignal, delay);
      }
      const controller = new AbortController();
      clock.start(() => {
        controller.abort(new DOMException("The operation was aborted due to timeout", "TimeoutError"));
      }, delay);
      return controller.signal;
    },
    configurable: true,
    writable: true,
    enumerable: true,
  });
}
