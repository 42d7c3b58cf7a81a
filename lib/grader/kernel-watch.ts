import { readFileSync } from "node:fs";
import { realTime } from "virtual-time";
import { isTooFull } from "./folder-use.js";
import type { RunEnd } from "./grade.js";
import { limits } from "./limits.js";
import { readProcessStat } from "./process-stat.js";

/** Its folder is looked at every so many times. */
const foldersEvery = 5;

/** Looks at what a kernel uses, and says when it is too much. */
export class KernelWatch implements Disposable {
  readonly #pid: number;
  readonly #folder: string;
  readonly #timer: NodeJS.Timeout;
  #looks = 0;
  #allowance: { readonly upToCpuS: number; readonly onUsed: () => void } | undefined;
  /** Used by the process until the last look, in seconds. */
  cpuS = 0;
  /** The most memory that was in use until then, in bytes, also between two looks. */
  mostResident = 0;

  constructor(pid: number, folder: string, onTooMuch: (why: RunEnd) => void) {
    this.#pid = pid;
    this.#folder = folder;
    this.#timer = realTime.setInterval(() => void this.#look(onTooMuch), limits.watchMs);
  }

  [Symbol.dispose](): void {
    realTime.clearInterval(this.#timer);
  }

  /**
   * From now on it may use this much CPU time.
   *
   * @param onUsed called once, when it has used more
   */
  allow(cpuS: number, onUsed: () => void): void {
    this.#readUse();
    this.#allowance = { upToCpuS: this.cpuS + cpuS, onUsed };
  }

  /** Whether it has written more than it may: what is in its folder, or all in all, also to files that are gone. */
  async hasWrittenTooMuch(): Promise<boolean> {
    return this.#readField("io", "wchar") > limits.written || (await isTooFull(this.#folder));
  }

  async #look(onTooMuch: (why: RunEnd) => void): Promise<void> {
    this.#looks += 1;
    this.#readUse();
    // Ended by the grader, which then knows why: the system's own limit is one that a submission may ignore at first.
    if (this.cpuS > limits.cpuS) onTooMuch("out of CPU time");
    if (this.mostResident > limits.resident) onTooMuch("out of memory");
    if (this.#allowance && this.cpuS > this.#allowance.upToCpuS) {
      const { onUsed } = this.#allowance;
      this.#allowance = undefined;
      onUsed();
    }
    if (this.#looks % foldersEvery === 0 && (await this.hasWrittenTooMuch())) onTooMuch("flooded its output");
  }

  #readUse(): void {
    try {
      this.cpuS = readProcessStat(this.#pid).cpuS;
    } catch {
      // Gone, or a system without /proc, which keeps its own limit.
    }
    this.mostResident = Math.max(this.mostResident, this.#readField("status", "VmHWM") * 1024);
  }

  /** A number that Linux tells of the process, which has no say in it; 0 where it tells none. */
  #readField(file: "status" | "io", name: string): number {
    try {
      const text = readFileSync(`/proc/${this.#pid}/${file}`, "latin1");
      return Number(new RegExp(`^${name}:\\s*(\\d+)`, "m").exec(text)?.[1] ?? 0);
    } catch {
      return 0;
    }
  }
}
