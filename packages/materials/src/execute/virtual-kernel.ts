/**
 * Loaded into a kernel, before the cells of a lesson whose pictures are the schedule's: the practice API in the kernel's own
 * process, and a clock for both that skips the waits. The pictures are the same to the millisecond, however busy the machine is.
 */
import { syncBuiltinESMExports } from "node:module";
import { aroundCells } from "@async-lab/kernel/around-cells";
import { hostServer } from "@async-lab/practice-api/host";
import { VirtualTime } from "virtual-time";

/** How a kernel is made to follow a virtual clock. */
export interface VirtualKernelOptions {
  /** Where cells find the practice API. */
  readonly stateFolder: string;
  /** The cells that begin a virtual time of their own, as checks do. */
  readonly withOwnTime: readonly string[];
}

/**
 * Makes the cells that follow run in virtual time, each for as long as it takes: between two of them the clock stands
 * still, and what one has started goes on in the next.
 *
 * Chance is the same each time, too: a cell begins with the same numbers in every build.
 */
export async function runCellsInVirtualTime({
  stateFolder,
  withOwnTime,
}: VirtualKernelOptions): Promise<void> {
  const server = await hostServer({ stateFolder });
  server.unref();
  let time: VirtualTime | undefined;
  // The plans of homework are drawn with it, also those of its check.
  const drawn = (max: number) => Math.floor(Math.random() * max);
  Object.assign(process.getBuiltinModule("node:crypto"), { randomInt: drawn });
  syncBuiltinESMExports();
  let cells = 0;
  aroundCells(async (run, source) => {
    Math.random = seededRandom((cells += 1));
    if (withOwnTime.includes(source)) {
      time?.end();
      time = undefined;
      await run();
      return;
    }
    time ??= VirtualTime.start();
    const result = await time.run(run);
    if (result.status === "rejected") throw result.reason;
    if (result.status === "unsettled") throw new Error(`the cell cannot end in virtual time: ${result.why}`);
  });
}

/** Mulberry32: numbers from 0 to 1, the same for the same seed. */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
