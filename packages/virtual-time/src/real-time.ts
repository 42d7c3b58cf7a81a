/** Node's own clock and timers, whatever stands in their place later: taken when this module loads. */
const timers = process.getBuiltinModule("node:timers");
const timersPromises = process.getBuiltinModule("node:timers/promises");

function takeRealTime() {
  return {
    setTimeout: timers.setTimeout,
    clearTimeout: timers.clearTimeout,
    setInterval: timers.setInterval,
    clearInterval: timers.clearInterval,
    setImmediate: timers.setImmediate,
    clearImmediate: timers.clearImmediate,
    /** Resolves after this many ms. */
    sleep: timersPromises.setTimeout,
    timersPromises: { ...timersPromises, scheduler: timersPromises.scheduler },
    Date: globalThis.Date,
    /** Epoch ms. */
    epochMs: globalThis.Date.now,
    /** Ms on `performance.now()`'s clock. */
    now: performance.now.bind(performance),
    hrtime: process.hrtime,
    abortSignalTimeout: AbortSignal.timeout,
  } as const;
}

// Of two copies of this package in one process, the second would find the first one's switchable functions.
const key = Symbol.for("virtual-time.real-time");
const shared = globalThis as { [key]?: ReturnType<typeof takeRealTime> };

/** The functions of real time, for code that must not follow the virtual clock. */
export const realTime = shared[key] ?? takeRealTime();
shared[key] = realTime;
