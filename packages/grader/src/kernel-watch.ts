import { readFileSync } from "node:fs";
import { realTime } from "virtual-time";
import { isTooFull } from "./folder-use.js";
import type { RunEnd } from "./grade.js";
import { limits, type TimeLimits } from "./limits.js";
import { OwnClock } from "./own-clock.js";
import { readProcessStat } from "./proc.js";

/** Its folder is measured with every so many samples. */
const foldersEvery = 5;

/** Samples what a kernel uses, and says when it is too much. */
export class KernelWatch implements Disposable {
  readonly #pid: number;
  readonly #folder: string;
  readonly #timer: NodeJS.Timeout;
  /** Of its real time, without what a busy machine takes from it, or from this process, which it may be waiting for. */
  readonly own: OwnClock;
  #samples = 0;
  #sampledAt = { wallS: realTime.now() / 1000, ownS: 0 };
  #state = "";
  /** Samples that found it asleep, with nothing computed since the one before. */
  #idleSamples = 0;
  #allowance:
    { readonly upToCpuS: number; readonly upToIdleSamples: number; readonly onUsed: () => void } | undefined;
  /** Used by the process until the last sample, in seconds. */
  cpuS = 0;
  /** The most memory that was in use until then, in bytes, also between two samples. */
  maxResident = 0;

  constructor(pid: number, folder: string, onTooMuch: (why: RunEnd) => void) {
    this.#pid = pid;
    this.#folder = folder;
    this.own = new OwnClock([pid, process.pid]);
    this.#timer = realTime.setInterval(() => void this.#sample(onTooMuch), limits.watchMs);
  }

  [Symbol.dispose](): void {
    this.own.stop();
    realTime.clearInterval(this.#timer);
  }

  /**
   * From now on it may use this much CPU time, and sleep for as long. Sleep is counted in samples, since a computer that was
   * asleep takes fewer of them, and without the part of the time in which one of the two waited for a processor.
   *
   * @param allowed seconds
   * @param onUsed called once, when it has used more of either
   * @example watch.allow({ cpuS: 10, idleS: 30 }, () => kernel.kill());
   */
  allow({ cpuS, idleS }: Pick<TimeLimits, "cpuS" | "idleS">, onUsed: () => void): void {
    this.#readUse();
    const upToIdleSamples = this.#idleSamples + (idleS * 1000) / limits.watchMs;
    this.#allowance = { upToCpuS: this.cpuS + cpuS, upToIdleSamples, onUsed };
  }

  /** From now on it may use what it likes, up to the limits for all of its life. */
  allowAll(): void {
    this.#allowance = undefined;
  }

  /** Whether it has written more than it may: what is in its folder, or all in all, also to files that are gone. */
  async hasWrittenTooMuch(): Promise<boolean> {
    return this.#readField("io", "wchar") > limits.written || (await isTooFull(this.#folder));
  }

  async #sample(onTooMuch: (why: RunEnd) => void): Promise<void> {
    this.#samples += 1;
    const beforeS = this.cpuS;
    this.#readUse();
    const share = this.#takeOwnShare();
    // Without /proc nothing is known, and each sample counts.
    if (this.cpuS === beforeS && !isAtWork(this.#state)) this.#idleSamples += share;
    // Ended by the grader, which then knows why: the system's own limit is one that a submission may ignore at first.
    if (this.cpuS > limits.cpuS) onTooMuch("out of CPU time");
    if (this.maxResident > limits.resident) onTooMuch("out of memory");
    const allowed = this.#allowance;
    if (allowed && (this.cpuS > allowed.upToCpuS || this.#idleSamples > allowed.upToIdleSamples)) {
      this.#allowance = undefined;
      allowed.onUsed();
    }
    if (this.#samples % foldersEvery === 0 && (await this.hasWrittenTooMuch()))
      onTooMuch("flooded its output");
  }

  /** How much of the time since the last sample was its own: from 0 to 1. */
  #takeOwnShare(): number {
    const before = this.#sampledAt;
    this.#sampledAt = { wallS: realTime.now() / 1000, ownS: this.own.seconds };
    const share = (this.#sampledAt.ownS - before.ownS) / (this.#sampledAt.wallS - before.wallS);
    return share >= 0 && share < 1 ? share : 1;
  }

  #readUse(): void {
    try {
      ({ cpuS: this.cpuS, state: this.#state } = readProcessStat(this.#pid));
    } catch {
      this.#state = "";
      // Gone, or a system without /proc, which keeps its own limit.
    }
    this.maxResident = Math.max(this.maxResident, this.#readField("status", "VmHWM") * 1024);
  }

  /** A number that Linux keeps for the process, which cannot change it; 0 where it keeps none. */
  #readField(file: "status" | "io", name: string): number {
    try {
      const text = readFileSync(`/proc/${this.#pid}/${file}`, "latin1");
      return Number(new RegExp(`^${name}:\\s*(\\d+)`, "m").exec(text)?.[1] ?? 0);
    } catch {
      return 0;
    }
  }
}

/** Computing, waiting for a processor, or for a disk. */
function isAtWork(state: string): boolean {
  return state === "R" || state === "D";
}
