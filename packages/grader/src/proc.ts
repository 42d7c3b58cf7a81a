/** What Linux tells of processes, in `/proc`. */
import { readdirSync, readFileSync, statSync } from "node:fs";

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

/** The processes of a user, where the system lists them. */
export function processesOf(uid: number): number[] {
  try {
    return readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name) && isOf(uid, name))
      .map(Number);
  } catch {
    return [];
  }
}

function isOf(uid: number, pid: string): boolean {
  try {
    // One that is dead, and not yet asked how it died, is no process any more.
    return statSync(`/proc/${pid}`).uid === uid && readProcessStat(pid).state !== "Z";
  } catch {
    return false;
  }
}

/** An IPv4 address is listed among those of IPv6 for a socket that was opened for both: `::ffff:127.0.0.1`. */
const tables = ["/proc/net/tcp", "/proc/net/tcp6"];

/**
 * The local ports of a user's TCP connections, where the system lists them: on Linux.
 *
 * @see https://www.kernel.org/doc/html/latest/networking/proc_net_tcp.html
 * @example
 * portsOf(1000)?.has(43_210); // whether that end of a connection is the user's
 */
export function portsOf(uid: number): ReadonlySet<number> | undefined {
  const texts = tables.flatMap((table) => readTable(table) ?? []);
  if (texts.length === 0) return undefined;
  const ports = new Set<number>();
  for (const text of texts) {
    const [, ...lines] = text.trim().split("\n");
    for (const line of lines) {
      const [, local = "", , , , , , owner] = line.trim().split(/\s+/);
      if (Number(owner) === uid) ports.add(Number.parseInt(local.split(":").at(-1) ?? "", 16));
    }
  }
  return ports;
}

/** @returns `undefined` where there is none: a system without IPv6, or without `/proc` */
function readTable(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
