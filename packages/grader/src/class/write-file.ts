import { createHash } from "node:crypto";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, extname, join } from "node:path";
import { codeOf } from "../command-line.js";

/** Writes a file so that it is there whole or not at all, also when the machine stops half-way. */
export async function writeAtomically(path: string, text: string, mode = 0o644): Promise<void> {
  const temporary = `${path}.${process.pid}.new`;
  await writeFile(temporary, text, { mode });
  await rename(temporary, path);
}

/**
 * Writes a table that may have been changed since the last time, with notes for instance. Then, and where another
 * file has its name, that one is put aside first.
 *
 * @param path of the file
 * @param text what it is to hold
 * @param own the command's folder, where it is noted what was written
 * @returns where the changed file is now
 */
export async function writeTable(path: string, text: string, own: string): Promise<string | undefined> {
  const note = join(own, `${basename(path)}.sha256`);
  const there = await readIfThere(path);
  const isChanged = there !== undefined && there !== text && hash(there) !== (await readIfThere(note));
  const aside = isChanged ? await putAside(path) : undefined;
  await writeAtomically(note, hash(text), 0o600);
  await writeAtomically(path, text);
  return aside;
}

/**
 * Removes a file that {@link writeTable} wrote; one that was changed since is put aside.
 *
 * @returns where the changed file is now
 */
export async function removeTable(path: string, own: string): Promise<string | undefined> {
  const there = await readIfThere(path);
  if (there === undefined) return undefined;
  const isChanged = hash(there) !== (await readIfThere(join(own, `${basename(path)}.sha256`)));
  if (isChanged) return await putAside(path);
  await rm(path);
  return undefined;
}

async function putAside(path: string): Promise<string> {
  const ending = extname(path);
  for (let count = 1; ; count += 1) {
    const aside = `${path.slice(0, -ending.length)}.yours${count === 1 ? "" : `-${count}`}${ending}`;
    if ((await readIfThere(aside)) !== undefined) continue;
    await rename(path, aside);
    return aside;
  }
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
