import { type ChildProcess, spawnSync } from "node:child_process";
import { processesOf } from "./proc.js";

/**
 * Ends a process that was started as a group of its own, with all that it may have started.
 *
 * @param uid its own user: whatever runs as that user is ended too, wherever it went
 */
export function endProcesses(pid: number | undefined, uid: number | undefined): void {
  if (pid !== undefined) endGroup(pid);
  if (uid === undefined || processesOf(uid).length === 0) return;
  // As that user, since then "all processes" are its own.
  spawnSync("/bin/sh", ["-c", "kill -KILL -1"], { uid, gid: uid, stdio: "ignore" });
}

/** Resolves when a child is gone. */
export function whenGone(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined)
    return Promise.resolve();
  return new Promise((resolve) => child.once("exit", () => resolve()));
}

function endGroup(pid: number): void {
  try {
    process.kill(process.platform === "win32" ? pid : -pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
