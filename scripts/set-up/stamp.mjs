import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
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
  mkdirSync(dirname(file), { recursive: true });
  const unfinished = join(dirname(file), `.${basename(file)}.${String(process.pid)}`);
  writeFileSync(unfinished, content);
  renameSync(unfinished, file);
}
