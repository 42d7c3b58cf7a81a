import { existsSync, readFileSync } from "node:fs";
import { isAlive } from "../set-up/kill-tree.mjs";

const CHECK_MS = 500;

/**
 * Calls `onGone` once the process that started this one is gone: killed outright, it could not end us.
 *
 * Systems give an orphan another parent; Windows does not, but there the old number answers no more. Between npm and
 * its scripts there may be a shell, which would stay and wait for us: there npm itself is watched too.
 *
 * @returns how to stop watching
 */
export function watchParent(onGone) {
  const parent = process.ppid;
  const npm = findNpm(parent);
  const timer = setInterval(() => {
    if (process.ppid === parent && isAlive(parent) && findNpm(parent) === npm) return;
    clearInterval(timer);
    onGone();
  }, CHECK_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/** The process above the shell that npm started us with, where the system says so (Linux; macOS' shell gives way to us). */
function findNpm(shell) {
  const status = `/proc/${shell}/status`;
  if (process.env.npm_lifecycle_event === undefined || !existsSync(status)) return undefined;
  try {
    return /^PPid:\s+(\d+)$/m.exec(readFileSync(status, "utf8"))?.[1];
  } catch {
    return undefined; // It ended while we looked.
  }
}
