import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";

/** A lock that one process at most holds. */
export interface ExclusiveLock extends Disposable {
  readonly path: string;
}

/** SQLite's own code for "another process holds the lock". */
const busy = 5;

/**
 * Takes the lock at `path`, which the system takes back when this process ends, however it ends.
 *
 * Node has no file lock; SQLite, which comes with it, has one on every platform. Nothing is stored in the file.
 *
 * @returns `undefined` if another process holds it
 * @throws the system's error where the file cannot be made
 * @see https://www.sqlite.org/lockingv3.html
 * @example
 * using lock = takeExclusiveLock(join(folder, "practice-api.lock"));
 * if (!lock) process.exit(75);
 */
export function takeExclusiveLock(path: string): ExclusiveLock | undefined {
  mkdirSync(dirname(path), { recursive: true });
  const database = new DatabaseSync(path);
  try {
    database.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    database.close();
    if ((error as { errcode?: number }).errcode === busy) return undefined;
    throw error;
  }
  return { path, [Symbol.dispose]: () => database.close() };
}
