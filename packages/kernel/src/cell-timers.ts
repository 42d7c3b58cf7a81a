/** The timers that cells start, so that the stop button can cancel them: see `cell-work.ts`. */
import { setMaxListeners } from "node:events";
import { syncBuiltinESMExports } from "node:module";
import { promisify } from "node:util";
import { replaceTimers } from "virtual-time";
import { callingCell, type CellContext } from "./cell-context.js";
import { noteWork, stoppedCode } from "./cell-work.js";

type Callback = (...args: unknown[]) => unknown;
type Start = (callback: Callback, ...args: unknown[]) => NodeJS.Timeout;
type Wait = (this: unknown, ...args: unknown[]) => Promise<unknown>;

const never = () => new Promise<never>(() => undefined);
const signals = new WeakMap<CellContext, AbortSignal>();

/** Begins to note the timers that cells start: `setTimeout`, `setInterval`, `setImmediate`, and those that are awaited. */
export function watchTimers(): void {
  const timers = process.getBuiltinModule("node:timers");
  const promises = process.getBuiltinModule("node:timers/promises");
  const { scheduler } = promises;

  const sleep = waiting(promises.setTimeout as Wait, 2);
  const soon = waiting(promises.setImmediate as Wait, 1);
  const every = repeating(promises.setInterval);
  const wait = waiting(scheduler.wait.bind(scheduler) as Wait, 1);

  const setTimeout = noting(timers.setTimeout as Start, sleep);
  const setInterval = noting(timers.setInterval as Start);
  const setImmediate = passing(timers.setImmediate as unknown as Start, soon);
  replaceTimers(
    { setTimeout, setInterval, setImmediate },
    { setTimeout: sleep, setImmediate: soon, setInterval: every, wait },
  );
  syncBuiltinESMExports();
}

/** The same function, which notes what it starts. */
function noting(start: Start, promisified?: Wait): Start {
  return like(start, promisified, (callback, ...args) => {
    if (!callingCell()) return start(callback, ...args);
    if (stoppedCode() !== undefined) return startIdle(start, callback, args);
    const timer = start(callback, ...args);
    const { _destroyed } = timer as { _destroyed?: boolean };
    // One of virtual time ends with that.
    if (_destroyed === undefined) return timer;
    noteWork({
      subject: {},
      // What does not keep a process alive is a library's, and serves the next cell too.
      isOver: () => (timer as { _destroyed?: boolean })._destroyed === true || !timer.hasRef(),
      cancel: () => clearTimeout(timer),
    });
    return timer;
  });
}

/** A stopped cell starts a timer: it does nothing, unless it turns out to be a library's own. */
function startIdle(start: Start, callback: Callback, args: readonly unknown[]): NodeJS.Timeout {
  const timer = start(
    (...given) => {
      if (timer.hasRef()) clearTimeout(timer);
      else callback(...given);
    },
    ...args,
  );
  return timer;
}

function passing(start: Start, promisified: Wait): Start {
  return like(start, promisified, (callback, ...args) =>
    stoppedCode() === "never" ? start(() => undefined) : start(callback, ...args),
  );
}

/** The same function, whose wait ends with an `AbortError` when the cell is stopped; begun later, it never ends. */
function waiting(wait: Wait, place: number): Wait {
  const watched: Wait = function (...args) {
    const cell = callingCell();
    if (!cell) return wait.apply(this, args);
    if (stoppedCode() !== undefined) return never();
    const options = (args[place] ?? {}) as { signal?: AbortSignal };
    // Node itself rejects what is no object.
    if (typeof options !== "object") return wait.apply(this, args);
    const signal = joinSignals(options.signal, signalOf(cell));
    // Padded, since the options have their place behind a value that may be left out.
    const given = Array.from({ length: place }, (_, index) => args[index]);
    return wait.apply(this, [...given, { ...options, signal }]);
  };
  return Object.defineProperty(watched, "name", { value: wait.name.replace(/^bound /, "") });
}

/** The same function, whose iteration ends with an `AbortError` when the cell is stopped. */
function repeating(every: typeof import("node:timers/promises").setInterval): typeof every {
  return function setInterval(delay, value, options = {}) {
    const cell = callingCell();
    if (!cell || typeof options !== "object") return every(delay, value, options);
    return every(delay, value, { ...options, signal: joinSignals(options.signal, signalOf(cell)) });
  };
}

function joinSignals(given: AbortSignal | undefined, own: AbortSignal): AbortSignal {
  return given instanceof AbortSignal ? AbortSignal.any([given, own]) : own;
}

function signalOf(cell: CellContext): AbortSignal {
  const known = signals.get(cell);
  if (known && !known.aborted) return known;
  const controller = new AbortController();
  const { signal } = controller;
  // Each wait listens to it.
  setMaxListeners(0, signal);
  signals.set(cell, signal);
  noteWork({ subject: signal, isOver: () => signal.aborted, cancel: (reason) => controller.abort(reason) });
  return signal;
}

function like(start: Start, promisified: Wait | undefined, watched: Start): Start {
  Object.defineProperty(watched, "name", { value: start.name });
  if (promisified)
    Object.defineProperty(watched, promisify.custom, {
      get: () => promisified,
      enumerable: true,
      configurable: true,
    });
  return watched;
}
