import { linkSync, readFileSync, renameSync, rmSync, statSync, utimesSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { Interrupted } from "./failure.mjs";
import { isAlive } from "./kill-tree.mjs";
import { writeNew } from "./stamp.mjs";

const BEAT_MS = 1_000;
const SILENT_MS = 15_000;

/**
 * Runs `work` while no other process runs work under the same lock file.
 *
 * A lock is left over when its process is gone, or when it has not touched the file for 15 s (a number that
 * another process has got since, after a restart of the machine): then it is taken over.
 *
 * @param file the lock file
 * @param work what to run alone
 * @param options.onWait called once, with the other process's id, when there is one to wait for
 * @param options.signal ends the waiting
 * @returns what `work` returned
 */
export async function exclusively(file, work, { onWait, signal } = {}) {
  let waited = false;
  while (!writeNew(file, String(process.pid))) {
    const holder = findHolder(file);
    if (holder === undefined) continue;
    if (!waited) onWait?.(holder);
    waited = true;
    await wait(200, undefined, { signal }).catch((error) => {
      throw signal?.aborted ? new Interrupted() : error;
    });
  }
  const beat = setInterval(() => touch(file), BEAT_MS);
  try {
    return await work();
  } finally {
    clearInterval(beat);
    rmSync(file, { force: true });
  }
}

/** Somebody may have removed the folder meanwhile: then there is nothing left to keep. */
function touch(file) {
  const now = new Date();
  try {
    utimesSync(file, now, now);
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
  }
}

/** The process that holds the lock; `undefined` when it is free, or was left over and is now removed. */
function findHolder(file) {
  try {
    const holder = readFileSync(file, "utf8");
    if (isAlive(Number(holder)) && Date.now() - statSync(file).mtimeMs < SILENT_MS) return holder;
    const removed = `${file}.left-over-${String(process.pid)}`;
    renameSync(file, removed);
    // Between reading and renaming, another process may have taken the lock over: then it gets it back.
    if (readFileSync(removed, "utf8") !== holder) linkSync(removed, file);
    rmSync(removed, { force: true });
  } catch (error) {
    if (error.code !== "ENOENT" && error.code !== "EEXIST") throw error;
  }
  return undefined;
}
