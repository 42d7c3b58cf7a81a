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

/** Marks what this process starts from now on. */
export function markChildren(): void {
  process.env[variable] = randomUUID();
}

/**
 * Tells of the child processes that this thread starts and does not wait for.
 *
 * @param onSpawn called with each, before the code that started it goes on
 */
export function watchSpawns(onSpawn: (child: ChildProcess, isDetached: boolean) => void): void {
  subscribe("tracing:child_process.spawn:end", (message) => {
    const { process: child, options } = message as { process: ChildProcess; options: SpawnOptions };
    onSpawn(child, options.detached === true);
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

/**
 * Sends a signal to the children of this process, and to all that these have started.
 *
 * @param spared children that are left alone
 */
export function signalChildren(signal: NodeJS.Signals, spared: (pid: number) => boolean): void {
  const parents = listParents();
  for (const [pid, parent] of parents)
    if (parent === process.pid && !spared(pid)) signalTree(pid, signal, parents);
}

/** Sends a signal to a process, and to all that it has started. */
export function signalTree(pid: number, signal: NodeJS.Signals, parents = listParents()): void {
  for (const [child, parent] of parents) if (parent === pid) signalTree(child, signal, parents);
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended meanwhile.
  }
}

/** Of each process on this machine, its parent. */
function listParents(): ReadonlyMap<number, number> {
  if (process.platform === "win32") return new Map();
  return process.platform === "linux" ? readProc() : askPs();
}

function readProc(): ReadonlyMap<number, number> {
  const parents = new Map<number, number>();
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, "utf8");
      // The name before it, in parentheses, may hold anything.
      const [state, parent] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      if (state !== "Z") parents.set(Number(name), Number(parent));
    } catch {
      // It has ended meanwhile.
    }
  }
  return parents;
}

function askPs(): ReadonlyMap<number, number> {
  const rows = execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" }).trim().split("\n");
  return new Map(rows.map((row) => row.trim().split(/\s+/).map(Number) as [number, number]));
}
