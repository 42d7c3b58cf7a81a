import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";

/**
 * Ends a child and everything under it: politely, and after `graceMs` by force.
 *
 * @param child a ChildProcess that was started `detached` (a process group of its own) where the system has groups
 * @param options.graceMs how long it may take over ending by itself, in ms
 * @param options.ask how to ask it to end; by default SIGTERM to its group
 * @returns a promise kept once the child is gone
 */
export function killTree(child, { graceMs, ask = () => signalGroup(child.pid, "SIGTERM") }) {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    const force = setTimeout(() => killBelow(child.pid), graceMs);
    child.once("exit", () => {
      clearTimeout(force);
      resolve();
    });
    ask();
  });
}

/**
 * Ends the leader of a process group and everything under it, by force and at once.
 *
 * @param pid the leader; it may be this process
 */
export function killBelow(pid) {
  // Kernels have groups of their own, so the group alone would leave them behind.
  for (const below of descendants(pid)) signal(below, "SIGKILL");
  signalGroup(pid, "SIGKILL");
}

/** Whether there is a process of this number; a negative one asks for a process group. */
export function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === "EPERM"; // Somebody else's, and there.
  }
}

function signalGroup(pid, name) {
  if (process.platform !== "win32") return signal(-pid, name);
  try {
    execFileSync("taskkill", ["/T", "/F", "/PID", String(pid)], { stdio: "ignore", windowsHide: true });
  } catch {
    // It was gone already.
  }
}

function signal(pid, name) {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (error.code !== "ESRCH") throw error;
  }
}

function descendants(pid) {
  if (process.platform === "win32") return [];
  const parents = readParents();
  const found = [];
  for (let level = [pid]; level.length > 0;) {
    level = parents.filter(([, parent]) => level.includes(parent)).map(([child]) => child);
    found.push(...level);
  }
  return found;
}

/** Pairs of process and parent; from /proc where there is one, since a small Linux may lack `ps`. */
function readParents() {
  if (existsSync("/proc/self/stat")) {
    return readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .flatMap((name) => {
        try {
          const stat = readFileSync(`/proc/${name}/stat`, "utf8");
          return [[Number(name), Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1])]];
        } catch {
          return []; // It ended while we looked.
        }
      });
  }
  const table = execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" });
  return table
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number));
}
