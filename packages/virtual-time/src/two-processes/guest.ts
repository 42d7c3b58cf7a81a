import { state, type ActiveClock } from "../active-clock.js";
import { Activity } from "../activity.js";
import { QuietTurns } from "../quiet-turns.js";
import { realTime } from "../real-time.js";
import { installSwitch } from "../switch.js";
import { VirtualClock } from "../virtual-clock.js";
import type { GuestMessage, HostMessage } from "./protocol.js";

/**
 * Makes this process follow the virtual clock of another one, its host.
 *
 * Time is real until the host's first message, and then the host's for good: it moves when the host says so. The host
 * believes nothing of what a guest says that its own counters do not bear out, so the guest may run code of a stranger.
 *
 * @example
 * const guest = new VirtualGuest((message) => process.send?.(message));
 * process.on("message", (message) => guest.receive(message as HostMessage));
 */
export class VirtualGuest {
  readonly #send: (message: GuestMessage) => void;
  readonly #clock = new VirtualClock(state);
  readonly #activity = new Activity();
  #active: ActiveClock | undefined;
  #asked: HostMessage | undefined;

  /** @param send takes an answer to the host; must not throw */
  constructor(send: (message: GuestMessage) => void) {
    installSwitch();
    this.#send = send;
  }

  /** Takes a message of the host. */
  receive(message: HostMessage): void {
    this.#active ??= this.#begin(message);
    const isSettling = this.#asked !== undefined;
    this.#asked = message;
    if (!isSettling) this.#settle(this.#active);
  }

  #begin({ epochMs, atMs }: HostMessage): ActiveClock {
    const active = {
      clock: this.#clock,
      epochMs,
      monotonicMs: Math.ceil(realTime.now()) - atMs,
      reads: 0,
      hasBusyLooped: false,
      // It is the host's to end.
      end: () => undefined,
    };
    this.#clock.moveTo(atMs);
    state.active = active;
    return active;
  }

  /** Turns the event loop until all that is due is done, and nothing moves; then answers. */
  #settle(active: ActiveClock): void {
    const turns = new QuietTurns(this.#activity);
    const step = (): void => {
      const next = realTime.setImmediate(step);
      active.reads = 0;
      if (!turns.note(this.#clock.nextMs === undefined, next, step)) return;
      const { ask, atMs } = this.#asked ?? { ask: 0, atMs: this.#clock.nowMs };
      const { nextMs } = this.#clock;
      if (nextMs !== undefined && nextMs <= atMs) {
        turns.reset();
        return this.#clock.fireNext();
      }
      this.#clock.moveTo(atMs);
      realTime.clearImmediate(next);
      this.#asked = undefined;
      this.#send({
        quiet: ask,
        connections: this.#activity.connections(),
        ...(this.#activity.hasImmediates(0) ? { isBusy: true } : {}),
        ...(nextMs === undefined ? {} : { nextMs }),
      });
    };
    realTime.setImmediate(step);
  }
}
