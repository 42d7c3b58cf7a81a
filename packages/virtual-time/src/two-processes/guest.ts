import { Activity, readCpuMs } from "../activity.js";
import { patientTurns, quietTurns } from "../quiet-turns.js";
import { realTime } from "../real-time.js";
import { installSwitch, setActiveClock, type ActiveClock } from "../switch.js";
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
  readonly #clock = new VirtualClock();
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
    };
    this.#clock.moveTo(atMs);
    setActiveClock(active);
    return active;
  }

  /** Turns the event loop until all that is due is done, and nothing moves; then answers. */
  #settle(active: ActiveClock): void {
    let [quiet, waited, events] = [0, 0, this.#activity.count()];
    const step = (): void => {
      const next = realTime.setImmediate(step);
      active.reads = 0;
      const count = this.#activity.count();
      const isStill = count === events && !this.#activity.isWorking();
      events = count;
      quiet = isStill ? quiet + 1 : 0;
      if (quiet < quietTurns) return;
      const isPending = this.#activity.isInTransit() || this.#activity.hasImmediates(1);
      if (isPending && ++waited < patientTurns) return;
      const { ask, atMs } = this.#asked ?? { ask: 0, atMs: this.#clock.nowMs };
      const { nextMs } = this.#clock;
      if (nextMs !== undefined && nextMs <= atMs) {
        [quiet, waited] = [0, 0];
        return this.#clock.fireNext();
      }
      this.#clock.moveTo(atMs);
      realTime.clearImmediate(next);
      this.#asked = undefined;
      this.#send({
        quiet: ask,
        connections: this.#activity.connections(),
        cpuMs: readCpuMs(),
        ...(this.#activity.hasImmediates(0) ? { isBusy: true } : {}),
        ...(nextMs === undefined ? {} : { nextMs }),
      });
    };
    realTime.setImmediate(step);
  }
}
