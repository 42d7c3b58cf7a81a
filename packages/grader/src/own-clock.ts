import { realTime } from "virtual-time";
import { readWaitedS } from "./proc.js";

/** Where the figures come from; tests give their own. */
interface ClockSource {
  nowMs(): number;
  /** How long a process has waited for a processor; throws where there is none. */
  waitedS(pid: number): number;
}

const ofSystem: ClockSource = { nowMs: () => realTime.now(), waitedS: readWaitedS };

/** Processes that have come or gone meanwhile are noticed in this time, in ms. */
const lookMs = 1000;

/**
 * Real time without the time in which one of some processes waited for a processor: what a busy machine takes from them
 * is not theirs. Where the system tells nothing of that, it is real time.
 */
export class OwnClock {
  readonly #waitedS = new Map<number, { readonly before: number; now: number }>();
  readonly #source: ClockSource;
  readonly #beganMs: number;
  #seconds = 0;
  #isStopped = false;

  /** @param pids of the processes */
  constructor(pids: readonly number[], source: ClockSource = ofSystem) {
    this.#source = source;
    this.#beganMs = source.nowMs();
    for (const pid of pids) this.add(pid);
  }

  /** One more process counts from now on. */
  add(pid: number): void {
    const before = this.#read(pid) ?? 0;
    this.#waitedS.set(pid, { before, now: before });
  }

  /** Seconds since it began; it never goes backwards. */
  get seconds(): number {
    if (this.#isStopped) return this.#seconds;
    let ownS = (this.#source.nowMs() - this.#beganMs) / 1000;
    for (const [pid, waited] of this.#waitedS) {
      // One that is gone has waited as long as it had when it was last looked at.
      waited.now = this.#read(pid) ?? waited.now;
      ownS -= waited.now - waited.before;
    }
    this.#seconds = Math.max(this.#seconds, ownS);
    return this.#seconds;
  }

  /** From now on it stands still. */
  stop(): void {
    this.#seconds = this.seconds;
    this.#isStopped = true;
  }

  /**
   * Calls `onEnd` after so many seconds of it.
   *
   * @example const limit = clock.after(180, () => kernel.kill());
   * limit[Symbol.dispose]();
   */
  after(seconds: number, onEnd: () => void): Disposable {
    const endS = this.seconds + seconds;
    let timer: NodeJS.Timeout | undefined;
    const look = (): void => {
      const leftMs = (endS - this.seconds) * 1000;
      if (leftMs <= 0) onEnd();
      else timer = realTime.setTimeout(look, Math.min(Math.ceil(leftMs), lookMs));
    };
    timer = realTime.setTimeout(look, Math.max(0, Math.min(seconds * 1000, lookMs)));
    return { [Symbol.dispose]: () => realTime.clearTimeout(timer) };
  }

  #read(pid: number): number | undefined {
    try {
      return this.#source.waitedS(pid);
    } catch {
      return undefined;
    }
  }
}
