/** `Date`, `performance.now` and `process.hrtime`, on the virtual clock while that is on. */
import { state, type ActiveClock } from "./active-clock.js";
import { realTime } from "./real-time.js";

/** More readings than this in one turn of the event loop are a loop that waits for the time to pass. */
const maxReads = 200_000;

/** Thrown by the virtual clock at code that reads the time over and over, in place of letting the event loop run. */
export class BusyLoopError extends Error {
  override readonly name = "BusyLoopError";

  constructor(reads: number) {
    super(
      state.tellBusyLoop?.(reads) ??
        `the time was read ${reads} times within one turn of the event loop: a loop waits for it to pass, and it cannot`,
    );
  }
}

/**
 * Says what the message of a {@link BusyLoopError} is, for programs that speak another language.
 *
 * @param tell makes the message, when one is thrown, of how often the time was read; must not throw
 * @example
 * setBusyLoopMessage((reads) => `se leyó la hora ${reads} veces`);
 */
export function setBusyLoopMessage(tell: (reads: number) => string): void {
  state.tellBusyLoop = tell;
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

/** Puts the switchable clocks in place of Node's. */
export function switchClocks(): void {
  switchDate();
  Object.defineProperty(Object.getPrototypeOf(performance), "now", {
    value: performanceNow,
    configurable: true,
    writable: true,
    enumerable: true,
  });
  process.hrtime = makeHrtime();
}

function dateNow(): number {
  return state.active ? state.active.epochMs + readMs(state.active) : realTime.epochMs();
}

const performanceNow = function now(): number {
  return state.active ? state.active.monotonicMs + readMs(state.active) : realTime.now();
};

function switchDate(): void {
  const RealDate = realTime.Date;
  function SwitchableDate(this: unknown, ...args: unknown[]): unknown {
    const target = new.target as unknown as (new () => unknown) | undefined;
    if (!target) return new RealDate(dateNow()).toString();
    const given = args.length === 0 && state.active ? [dateNow()] : args;
    return Reflect.construct(RealDate, given, target === (SwitchableDate as unknown) ? RealDate : target);
  }
  const method = { configurable: true, writable: true };
  Object.defineProperties(SwitchableDate, {
    ...Object.getOwnPropertyDescriptors(RealDate),
    name: { value: "Date", configurable: true },
    now: {
      value: function now() {
        return dateNow();
      },
      ...method,
    },
  });
  Object.defineProperty(RealDate.prototype, "constructor", { value: SwitchableDate, ...method });
  Object.defineProperty(globalThis, "Date", { value: SwitchableDate, ...method });
}

function makeHrtime(): NodeJS.HRTime {
  const real = realTime.hrtime;
  // It counts from elsewhere than `performance.now()`; a time taken before virtual time begins stays comparable.
  const offsetNs = real.bigint() - BigInt(Math.round(realTime.now() * 1e6));
  const virtualNs = () => offsetNs + BigInt(Math.round(performanceNow() * 1e6));
  const hrtime = function hrtime(previous?: [number, number]): [number, number] {
    if (!state.active) return real(previous);
    const ns = virtualNs() - (previous ? BigInt(previous[0]) * 1_000_000_000n + BigInt(previous[1]) : 0n);
    return [Number(ns / 1_000_000_000n), Number(ns % 1_000_000_000n)];
  };
  return Object.assign(hrtime, { bigint: () => (state.active ? virtualNs() : real.bigint()) });
}
