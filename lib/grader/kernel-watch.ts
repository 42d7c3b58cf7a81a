import { readFileSync } from "node:fs";
import { lstat, opendir } from "node:fs/promises";
import { join } from "node:path";
import { realTime } from "virtual-time";
import type { RunEnd } from "./grade.js";
import { limits } from "./limits.js";

/** Linux's page, in bytes, where it is not told: `getconf PAGESIZE`. */
const pageSize = 4096;
/** Linux counts CPU time in hundredths of a second. */
const ticksPerSecond = 100;
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
  /** The most memory in use at any look, in bytes. */
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

  /** Whether it has written more than it may. */
  async isFolderTooFull(): Promise<boolean> {
    return await isTooFull(this.#folder);
  }

  async #look(onTooMuch: (why: RunEnd) => void): Promise<void> {
    this.#looks += 1;
    const resident = this.#readUse();
    if (resident > this.mostResident) this.mostResident = resident;
    if (resident > limits.resident) onTooMuch("out of memory");
    if (this.#allowance && this.cpuS > this.#allowance.upToCpuS) {
      const { onUsed } = this.#allowance;
      this.#allowance = undefined;
      onUsed();
    }
    if (this.#looks % foldersEvery === 0 && (await this.isFolderTooFull())) onTooMuch("flooded its output");
  }

  #readUse(): number {
    try {
      const [, pages] = readFileSync(`/proc/${this.#pid}/statm`, "utf8").split(" ");
      const fields = readFileSync(`/proc/${this.#pid}/stat`, "utf8")
        .replace(/^.*\) /, "")
        .split(" ");
      this.cpuS = (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
      return Number(pages) * pageSize;
    } catch {
      // Gone, or a system without /proc, where the limit on the data segment alone holds.
      return 0;
    }
  }
}

/** Stops counting as soon as it is too much: the folder belongs to a stranger. */
async function isTooFull(folder: string): Promise<boolean> {
  let bytes = 0;
  let files = 0;
  const waiting = [folder];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    try {
      for await (const entry of await opendir(next)) {
        const path = join(next, entry.name);
        files += 1;
        if (entry.isDirectory()) waiting.push(path);
        else bytes += (await lstat(path)).size;
        if (bytes > limits.folder || files > limits.files) return true;
      }
    } catch {
      // Removed meanwhile, or closed to its owner's group.
    }
  }
  return false;
}
