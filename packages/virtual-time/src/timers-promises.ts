/** `node:timers/promises`, on the virtual clock while that is on. */
import type { TimerOptions } from "node:timers";
import { activeClock } from "./active-clock.js";
import { realTime } from "./real-time.js";
import type { VirtualClock } from "./virtual-clock.js";

const real = realTime.timersPromises;

/** What switches: `setTimeout`, `setInterval`, and the scheduler's `wait`. */
export const timersPromises = {
  setTimeout: function setTimeout<T = void>(delay?: number, value?: T, options?: TimerOptions): Promise<T> {
    const clock = activeClock();
    return clock ? wait(clock, delay, value as T, options) : real.setTimeout(delay, value, options);
  },
  setInterval: function setInterval<T = void>(
    delay?: number,
    value?: T,
    options?: TimerOptions,
  ): AsyncIterable<T> {
    const clock = activeClock();
    return clock ? repeat(clock, delay, value as T, options) : real.setInterval(delay, value, options);
  },
  wait: (delay: number, options?: TimerOptions): Promise<void> =>
    timersPromises.setTimeout(delay, undefined, options),
};

function abortError(signal: AbortSignal): Error {
  const error = new Error("The operation was aborted", { cause: signal.reason });
  return Object.assign(error, { name: "AbortError", code: "ABORT_ERR" });
}

function wait<T>(clock: VirtualClock, delay: unknown, value: T, options: TimerOptions = {}): Promise<T> {
  const { signal, ref = true } = options;
  if (signal?.aborted) return Promise.reject(abortError(signal));
  return new Promise((resolve, reject) => {
    const abort = () => {
      timer.close();
      if (signal) reject(abortError(signal));
    };
    const timer = clock.start(() => {
      signal?.removeEventListener("abort", abort);
      resolve(value);
    }, delay);
    if (!ref) timer.unref();
    signal?.addEventListener("abort", abort, { once: true });
  });
}

/** Ticks that come while nobody waits for one are not lost. */
async function* repeat<T>(
  clock: VirtualClock,
  delay: unknown,
  value: T,
  options: TimerOptions = {},
): AsyncGenerator<T> {
  const { signal, ref = true } = options;
  if (signal?.aborted) throw abortError(signal);
  let due = 0;
  let wake: (() => void) | undefined;
  const notify = () => {
    wake?.();
    wake = undefined;
  };
  const timer = clock.start(
    () => {
      due += 1;
      notify();
    },
    delay,
    { repeats: true },
  );
  if (!ref) timer.unref();
  signal?.addEventListener("abort", notify, { once: true });
  try {
    for (;;) {
      if (due === 0 && !signal?.aborted) await new Promise<void>((resolve) => (wake = resolve));
      if (signal?.aborted) throw abortError(signal);
      due -= 1;
      yield value;
    }
  } finally {
    timer.close();
    signal?.removeEventListener("abort", notify);
  }
}
