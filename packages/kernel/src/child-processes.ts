/**
 * No child process outlives its kernel, however that ends; and an interrupt ends the one that the kernel waits for.
 *
 * Whatever the kernel starts inherits a variable of its environment, and so does what that starts in turn. A shell, which
 * waits on a pipe for the kernel's end, kills whoever has it, and the kernel's process group. (On Windows Node itself puts
 * children into a job that ends with the process.) What is to outlive the kernel is started `detached` and without it.
 */
import { execFileSync, spawn, type ChildProcess, type SpawnOptions } from "node:child_process";
import { randomUUID } from "node:crypto";
import { subscribe } from "node:diagnostics_channel";
import { readdirSync, readFileSync } from "node:fs";

const variable = "ASYNC_LAB_KERNEL";
/** The unit of times in /proc, the same on every Linux that Node runs on. */
const ticksPerSecond = 100;

/** Marks what this process starts from now on. */
export function markChildren(): void {
  process.env[variable] = randomUUID();
}

/**
 * Tells of the child processes that this thread starts and does not wait for.
 *
 * @param onSpawn called with each, before the code that started it goes on
 */
export function watchSpawns(onSpawn: (child: ChildProcess, pid: number, isDetached: boolean) => void): void {
  const detached = new WeakSet<ChildProcess>();
  subscribe("tracing:child_process.spawn:start", (message) => {
    const { process: child, options } = message as { process: ChildProcess; options?: SpawnOptions };
    if (options?.detached === true) detached.add(child);
  });
  subscribe("tracing:child_process.spawn:end", (message) => {
    const { process: child } = message as { process: ChildProcess & { _handle?: { pid?: number } } };
    // Not said yet by `child.pid`.
    const pid = child._handle?.pid;
    if (pid !== undefined) onSpawn(child, pid, detached.has(child));
  });
}

const watch = `
read -r line
sleep 0.1
kill -KILL -- "-$2" 2>/dev/null
for turn in 1 2 3; do
  for file in $(grep -ls -- "$1" /proc/[0-9]*/environ 2>/dev/null); do
    pid=\${file#/proc/}
    kill -KILL "\${pid%/environ}" 2>/dev/null
  done
done`;

/**
 * Starts the shell that ends the kernel's children with it.
 *
 * @returns its process id
 */
export function watchOverChildren(): number | undefined {
  const { [variable]: mark, ...env } = process.env;
  if (process.platform === "win32" || mark === undefined) return undefined;
  // Detached, so that it is no member of the group that it kills.
  const child = spawn("/bin/sh", ["-c", watch, "kernel-watch", `${variable}=${mark}`, String(process.pid)], {
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
    env,
  });
  child.on("error", () => undefined).unref();
  child.stdin.on("error", () => undefined);
  return child.pid;
}

/** A process of this machine. */
interface Running {
  readonly parent: number;
  /** Seconds since the machine was started, where the system tells. */
  readonly startedAt: number | undefined;
}

/**
 * The processes that this process may be waiting for: its children and all that these have started; also those whose
 * parent has ended, as of `sleep 300 &`, where the system tells of whom they are.
 *
 * @param spared children of which it is known that nobody waits for them
 * @param since only what lost its parent and was started then or later, in seconds since the machine was started
 */
export function findBlocking(spared: (pid: number) => boolean, since: number): number[] {
  const running = listProcesses();
  const found: number[] = [];
  for (const [pid, { parent, startedAt }] of running) {
    const isOrphan = parent !== process.pid && !running.has(parent) && pid !== process.pid;
    const isOurs =
      parent === process.pid ? !spared(pid) : isOrphan && (startedAt ?? 0) >= since && isMarked(pid);
    if (isOurs) found.push(...treeOf(pid, running));
  }
  return found;
}

/** A process, and all that it has started. */
export function treeOf(pid: number, running = listProcesses()): number[] {
  const children = [...running].filter(([, { parent }]) => parent === pid).map(([child]) => child);
  return [pid, ...children.flatMap((child) => treeOf(child, running))];
}

/** Sends a signal to processes, those that have ended meanwhile apart. */
export function signalAll(pids: Iterable<number>, signal: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch {
      // It has ended.
    }
  }
}

/** The processes of this machine but for the first, which adopts those whose parent has ended. */
function listProcesses(): ReadonlyMap<number, Running> {
  if (process.platform === "win32") return new Map();
  try {
    const all = process.platform === "linux" ? readProc() : askPs();
    all.delete(1);
    return all;
  } catch {
    // Code of the learner may have used up all file descriptors, and must be stopped all the same.
    return new Map();
  }
}

function readProc(): Map<number, Running> {
  const all = new Map<number, Running>();
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const stat = readIfThere(`/proc/${name}/stat`);
    // The name before it, in parentheses, may hold anything.
    const [state, parent, ...rest] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (stat === "" || state === "Z") continue;
    all.set(Number(name), { parent: Number(parent), startedAt: Number(rest[17]) / ticksPerSecond });
  }
  return all;
}

function askPs(): Map<number, Running> {
  const rows = execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" }).trim().split("\n");
  return new Map(
    rows.map((row) => {
      const [pid, parent] = row.trim().split(/\s+/).map(Number);
      return [pid ?? 0, { parent: parent ?? 0, startedAt: undefined }];
    }),
  );
}

function isMarked(pid: number): boolean {
  const mark = process.env[variable];
  return mark !== undefined && readIfThere(`/proc/${pid}/environ`).includes(`${variable}=${mark}`);
}

/** A file's text, or none: processes end, and others are not ours to read. */
function readIfThere(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
