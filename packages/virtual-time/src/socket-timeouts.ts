import { Socket } from "node:net";
import type { VirtualClock, VirtualTimeout } from "./virtual-clock.js";

/**
 * Makes `socket.setTimeout` follow the virtual clock: the timeouts of node:http, and so axios's, got's and an agent's,
 * are made of it, and Node starts those timers by a way of its own.
 *
 * Node keeps a socket's timer in a property of a symbol, and calls its `refresh` whenever there is activity.
 *
 * @param activeClock tells the virtual clock that is on now, if one is
 */
export function switchSocketTimeouts(activeClock: () => VirtualClock | undefined): void {
  const timerKey = Object.getOwnPropertySymbols(new Socket()).find(
    ({ description }) => description === "timeout",
  );
  if (!timerKey) throw new Error("virtual-time: this Node keeps a socket's timeout elsewhere; use Node 24");
  const setReal = Socket.prototype.setTimeout;
  interface Internal {
    [timerKey: symbol]: VirtualTimeout | null;
    timeout: number;
    _onTimeout(): void;
  }
  Socket.prototype.setTimeout = function setTimeout(this: Socket, ms: number, callback?: () => void) {
    const clock = activeClock();
    const own = this as unknown as Internal;
    if (own[timerKey]?.constructor.name === "VirtualTimeout" || clock) {
      own[timerKey]?.close();
      own[timerKey] = null;
    }
    if (!clock || !(ms > 0) || !Number.isFinite(ms) || this.destroyed)
      return setReal.call(this, ms, callback);
    // Checks the arguments, and removes a listener; its timer is stopped at once.
    setReal.call(this, ms, callback);
    own[timerKey]?.close();
    // Node does not know how to stop it when the socket is closed.
    own[timerKey] = clock.start(() => !this.destroyed && own._onTimeout(), ms).unref();
    return this;
  };
}
