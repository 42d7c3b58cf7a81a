/** What a submission may use. Figures for one, on the smallest machine the course is made for: two cores, 4 GB. */

const mb = 1024 * 1024;

/** How long something may take. */
export interface TimeLimits {
  /** On the grading run's own clock, which stands still while anything moves. */
  readonly virtualS: number;
  /** Of the processor, which other programs do not use up. */
  readonly cpuS: number;
  /**
   * Asleep, without computing: for what blocks and uses none of the others. A process that waits for a processor, or for
   * a grader that does, uses up none of it: how busy the machine is decides nothing.
   */
  readonly idleS: number;
  /** Of its own real time, where the whole submission has only so much left: see `OwnClock`. */
  readonly ownS?: number;
}

export const limits = {
  /** Of V8's heap, in MB: an ordinary submission stays below 250, most of it the compiler's. */
  heapMb: 512,
  /** Memory in use, Buffers included (resident set), in bytes; the grader samples it every `watchMs`. */
  resident: 1024 * mb,
  /** The same, kept by the system: the process's data segment, of which V8 reserves 0.9 GB before it does anything. */
  data: 1792 * mb,
  /** One file, in bytes. */
  file: 64 * mb,
  /** All files in its folder, in bytes. */
  folder: 256 * mb,
  /** All that it writes, in bytes, files included that it has removed since; where the system counts it. */
  written: 1024 * mb,
  /** How many files it may have there. */
  files: 2000,
  /** File descriptors. */
  descriptors: 512,
  /** Threads and processes of its user, where it has one of its own; Node has eleven. */
  threads: 64,
  /** CPU time, in seconds; the system's own limit, for a grader that does not get to it, is some seconds above. */
  cpuS: 90,
  /** Bytes that it may send to the grader. The kernel itself stops printing long before. */
  output: 24 * mb,
  /** Between two samples of its memory and its folder. */
  watchMs: 200,
  /** One cell. Virtual time is free; computing is not, and a cell that blocks is ended too. */
  cell: { virtualS: 600, cpuS: 10, idleS: 30 },
  /** A call of `scrape`; its virtual time is a matter of the homework. */
  call: { cpuS: 10, idleS: 60 },
  /** What goes on after a call, while it is watched. */
  after: { cpuS: 10, idleS: 30 },
  /** Code cells that are run. */
  cells: 1000,
  /** A notebook's file, in bytes. */
  notebook: 16 * mb,
} as const;
