import { state } from "./active-clock.js";

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
