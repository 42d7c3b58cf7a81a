import { tellBlockingCall } from "virtual-time";
import { messages } from "./messages.js";

/** A wait that can never end: the result would come by the very loop that stands still for it. */
export class DeadlockError extends Error {
  override readonly name = "DeadlockError";

  constructor(seconds: number) {
    super(messages().deadlock(seconds));
  }
}

/**
 * Waits for a promise the synchronous way, which cannot work: made for lesson 06, to see why.
 *
 * The thread sleeps until the promise wakes it, and the promise needs the thread to get there. So it gives up in the
 * end.
 *
 * @param promise what to wait for
 * @param seconds when to give up; 1 by default
 * @returns never: its type says what people hope for
 * @throws {DeadlockError} always
 * @example
 * const pages = waitFor(fetchAll(urls)); // write `await fetchAll(urls)` instead
 */
export function waitFor<T>(promise: PromiseLike<T>, seconds = 1): T {
  const done = new Int32Array(new SharedArrayBuffer(4));
  const wake = () => Atomics.notify(done, 0);
  // Handles a rejection too: one that comes after the deadlock would be an unhandled rejection.
  promise.then(wake, wake);
  tellBlockingCall("waitFor", "waits");
  Atomics.wait(done, 0, 0, seconds * 1000);
  throw new DeadlockError(seconds);
}
