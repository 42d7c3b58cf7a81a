import { readFileSync } from "node:fs";

/** Linux counts CPU time in hundredths of a second. */
const ticksPerSecond = 100;

/** What Linux keeps for a process. */
export interface ProcessStat {
  /** `R` running, `S` asleep, `Z` dead and not yet asked how it died … */
  readonly state: string;
  readonly parent: number;
  /** CPU time used by all of its threads, in seconds. */
  readonly cpuS: number;
}

/**
 * Reads `/proc/PID/stat`. The process chooses its own name, which stands between parentheses and may hold spaces,
 * line breaks and parentheses: what is believed begins after the last one.
 *
 * @throws the system's error where there is no such process, or no such file
 * @see https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
 * @example readProcessStat(process.pid).cpuS
 */
export function readProcessStat(pid: number | string): ProcessStat {
  const line = readFileSync(`/proc/${pid}/stat`, "latin1");
  const fields = line.slice(line.lastIndexOf(")") + 2).split(" ");
  return {
    state: fields[0] ?? "",
    parent: Number(fields[1]),
    cpuS: (Number(fields[11]) + Number(fields[12])) / ticksPerSecond,
  };
}

/**
 * How long a process was ready to run and had to wait for a processor, in seconds; of its main thread, since it began.
 *
 * @throws the system's error where there is no such process, or no such file
 * @see https://docs.kernel.org/scheduler/sched-stats.html
 */
export function readWaitedS(pid: number): number {
  const [, waitedNs = ""] = readFileSync(`/proc/${pid}/schedstat`, "latin1").split(" ");
  return Number(waitedNs) / 1e9 || 0;
}
