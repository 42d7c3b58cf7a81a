/** Thrown by the virtual clock at code that reads the time over and over, in place of letting the event loop run. */
export class BusyLoopError extends Error {
  override readonly name = "BusyLoopError";

  constructor(reads: number) {
    super(
      `the time was read ${reads} times within one turn of the event loop: a loop waits for it to pass, and it cannot`,
    );
  }
}
