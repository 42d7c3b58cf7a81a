import { lstat, opendir } from "node:fs/promises";
import { limits } from "./limits.js";

/**
 * Whether an untrusted folder holds more than it may. Stops counting as soon as it is too much, and what cannot
 * be counted is too much: a folder that cannot be listed, a path that is too long for the system.
 *
 * @example if (await isTooFull(sandbox.folder)) kernel.end();
 */
export async function isTooFull(folder: string): Promise<boolean> {
  let bytes = 0;
  let files = 0;
  // Names are bytes: one that is no UTF-8 would lead to nowhere as a text.
  const waiting: Buffer[] = [Buffer.from(folder)];
  try {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      for await (const { path, isFolder } of list(next)) {
        files += 1;
        if (isFolder) waiting.push(path);
        bytes += await sizeOf(path);
        if (bytes > limits.folder || files > limits.files) return true;
      }
    }
    return false;
  } catch {
    return true;
  }
}

const slash = Buffer.from("/");
/** The unit of `blocks`, whatever the file system's own is. */
const blockBytes = 512;

/** What is not there any more, or no folder any more, holds nothing. */
async function unlessGone<T>(found: Promise<T>): Promise<T | undefined> {
  try {
    return await found;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw error;
  }
}

async function* list(folder: Buffer): AsyncGenerator<{ readonly path: Buffer; readonly isFolder: boolean }> {
  // Node's types know no names of bytes here, Node does.
  const entries = await unlessGone(opendir(folder, { encoding: "buffer" as BufferEncoding }));
  for await (const entry of entries ?? []) {
    const path = Buffer.concat([folder, slash, entry.name as unknown as Buffer]);
    yield { path, isFolder: entry.isDirectory() };
  }
}

async function sizeOf(path: Buffer): Promise<number> {
  const found = await unlessGone(lstat(path));
  // What has holes is longer than its blocks; what was reserved takes more of them than it is long.
  return found ? Math.max(found.size, found.blocks * blockBytes) : 0;
}
