import type { Activity } from "../activity.js";
import type { GuestMessage, HostMessage } from "./protocol.js";

/** So often a guest is asked again whose connections do not agree with what came: one was cut, or it does not tell the truth. */
const maxDisagreements = 25;

/**
 * A process that follows this one's virtual clock, as the host sees it.
 *
 * The host's clock is the one that counts. It moves on when this process is quiet, the guest says that it is, and on
 * every connection between the two each side has read all that the other has written. A guest that says it is quiet when
 * it is not only loses time; one that never says so stands still, and whoever started it sets a limit to that.
 *
 * @example
 * const guest = new Guest((message) => child.send(message));
 * child.on("message", (message) => guest.receive(message as GuestMessage));
 * child.once("exit", () => guest.close());
 * using time = VirtualTime.start({ guest });
 */
export class Guest {
  readonly #send: (message: HostMessage) => void;
  #asks = 0;
  #whenAnswered: (() => void) | undefined;
  #answer: GuestMessage | undefined;
  /** When it was asked, and what had come and gone here by then. */
  #askedAtMs = -1;
  #askedTraffic = "";
  #disagreements = 0;
  #isClosed = false;
  /** Connections that the guest does not own up to, or that were cut: not waited for any more. */
  readonly #ignored = new Set<string>();

  /** @param send takes a message to the guest; must not throw where the guest is gone */
  constructor(send: (message: HostMessage) => void) {
    this.#send = send;
  }

  /** How often it was asked. */
  get asks(): number {
    return this.#asks;
  }

  /**
   * Takes a message of the guest.
   *
   * @returns whether it answers the latest question; any other is ignored
   */
  receive(message: GuestMessage): boolean {
    if (message.quiet !== this.#asks || !this.#whenAnswered) return false;
    this.#answer = message;
    this.#goOn();
    return true;
  }

  /** The guest is gone, or not to be waited for any more: the clock goes on without it. */
  close(): void {
    this.#isClosed = true;
    this.#goOn();
  }

  /** @internal Tells it the time, so that what it is told to do next is done in virtual time. */
  begin(atMs: number, epochMs: number): void {
    this.#send({ ask: 0, atMs, epochMs });
  }

  /** @internal Asks whether it is quiet at this time; `done` is called when it has answered, or is gone. */
  ask(atMs: number, epochMs: number, activity: Activity, done: () => void): void {
    if (this.#isClosed) return done();
    if (atMs !== this.#askedAtMs || activity.traffic() !== this.#askedTraffic) this.#disagreements = 0;
    this.#asks += 1;
    this.#askedAtMs = atMs;
    this.#askedTraffic = activity.traffic();
    this.#answer = undefined;
    this.#whenAnswered = done;
    this.#send({ ask: this.#asks, atMs, epochMs });
  }

  /** @internal It may have been told to do something: what it answered last holds no longer. */
  forget(): void {
    this.#answer = undefined;
  }

  /** @internal Whether it was quiet when it was asked last, and nothing has happened since. */
  isQuiet(atMs: number, activity: Activity): boolean {
    if (this.#isClosed) return true;
    if (!this.#answer || atMs !== this.#askedAtMs || activity.traffic() !== this.#askedTraffic) return false;
    const open = this.#findDisagreements(this.#answer, activity);
    if (open.length === 0) return true;
    this.#disagreements += 1;
    if (this.#disagreements <= maxDisagreements) return false;
    for (const name of open) this.#ignored.add(name);
    return true;
  }

  /** @internal When its next timer is due. */
  nextMs(nowMs: number): number | undefined {
    const nextMs = this.#isClosed ? undefined : this.#answer?.nextMs;
    // What is due is done, or it would not be quiet: a guest that says otherwise does not hold the clock up.
    return nextMs === undefined ? undefined : Math.max(nextMs, nowMs + 1);
  }

  /** @internal Whether it goes on by itself, without a timer or an answer. */
  get isBusy(): boolean {
    return !this.#isClosed && this.#answer?.isBusy === true;
  }

  #goOn(): void {
    const done = this.#whenAnswered;
    this.#whenAnswered = undefined;
    done?.();
  }

  /** The connections on which something is on its way, by what the two sides say. */
  #findDisagreements({ connections }: GuestMessage, activity: Activity): string[] {
    const own = new Map(activity.connections().map((each) => [`${each[1]} ${each[0]}`, each]));
    const found: string[] = [];
    for (const [localPort, remotePort, bytesRead, bytesWritten] of connections) {
      const name = `${localPort} ${remotePort}`;
      const end = own.get(name);
      own.delete(name);
      // To another program's server, unless it is one of this process's that is closed here and not yet there.
      if (!end && !activity.hasServed(remotePort)) continue;
      if (end?.[2] !== bytesWritten || end[3] !== bytesRead) found.push(name);
    }
    for (const [name, [localPort]] of own) if (activity.hasServed(localPort)) found.push(name);
    return found.filter((name) => !this.#ignored.has(name));
  }
}
