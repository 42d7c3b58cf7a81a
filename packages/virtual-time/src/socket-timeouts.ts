import { Socket } from "node:net";
import { activeClock } from "./active-clock.js";

/**
 * Makes `socket.setTimeout` follow the virtual clock: the timeouts of node:http, and so axios's, got's and an agent's,
 * are made of it, and Node starts those timers by a way of its own.
 *
 * Node keeps a socket's timer in a property of a symbol, calls its `refresh` whenever there is activity, and clears it
 * when the socket closes.
 */
export function switchSocketTimeouts(): void {
  const timerKey = Object.getOwnPropertySymbols(new Socket()).find(
    ({ description }) => description === "timeout",
  );
  if (!timerKey) throw new Error("virtual-time: this Node keeps a socket's timeout elsewhere; use Node 24");
  const setReal = Socket.prototype.setTimeout;
  interface Internal {
    [timerKey: symbol]: { close(): unknown } | null;
    _onTimeout(): void;
  }
  Socket.prototype.setTimeout = function setTimeout(this: Socket, ms: number, callback?: () => void) {
    const clock = activeClock();
    const own = this as unknown as Internal;
    // Checks the arguments, clears the timer that was, and adds or removes the listener.
    setReal.call(this, ms, callback);
    if (clock && ms > 0 && !this.destroyed) {
      own[timerKey]?.close();
      own[timerKey] = clock.start(() => own._onTimeout(), ms).unref();
    }
    return this;
  };
}
