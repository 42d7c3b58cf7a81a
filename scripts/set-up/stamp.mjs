import { createHash } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";

/**
 * One hash for all that a step's result depends on.
 *
 * @param parts texts, or `{ file }` for the content of a file
 * @example hashOf([process.version, { file: "package-lock.json" }])
 */
export function hashOf(parts) {
  const hash = createHash("sha256");
  for (const part of parts) {
    const content = typeof part === "string" ? part : readFileSync(part.file);
    hash.update(`${String(content.length)}:`).update(content);
  }
  return hash.digest("hex");
}

/** What a file holds, or `undefined` where there is none. */
export function readIfThere(file) {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return undefined;
    throw error;
  }
}

/** Writes a file so that nobody, at any moment, sees half of it; what an end amid it leaves over is hidden. */
export function writeWhole(file, content) {
  renameSync(writeBeside(file, content), file);
}

/**
 * Writes a file that is not there yet; of two that do so at once, one writes it.
 *
 * @param file its path; nobody sees half of it
 * @param content what it is to hold
 * @param mode who may read and write it
 * @returns whether this call wrote it: not where there is one already
 */
export function writeNew(file, content, mode) {
  const unfinished = writeBeside(file, content, mode);
  try {
    linkSync(unfinished, file);
    return true;
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
    return false;
  } finally {
    rmSync(unfinished, { force: true });
  }
}

function writeBeside(file, content, mode) {
  mkdirSync(dirname(file), { recursive: true });
  const unfinished = join(dirname(file), `.${basename(file)}.${String(process.pid)}`);
  writeFileSync(unfinished, content, { mode });
  return unfinished;
}
