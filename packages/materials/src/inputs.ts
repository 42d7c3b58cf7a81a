/** What the materials depend on, as hashes: what has not changed is not made again. */
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";

/** The parts of this package that concern one material alone, and the lessons' execution. */
const parts = ["guide", "slides", "site", "archive", "execute"] as const;
export type Part = (typeof parts)[number];

/**
 * The files below a folder, but for what is hidden and what Python compiled.
 *
 * @returns paths, sorted
 * @example await listFiles(join(course, "notebooks", "es"))
 */
export async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !/(^|[\\/])(\.|__pycache__[\\/])/.test(relative(folder, file)))
    .sort();
}

/**
 * The code and the templates of one part of this package, with what all parts share: whatever does not lie in a folder
 * of another part, or bear its name.
 *
 * @param folder the package's
 * @example await listPart(join(course, "packages", "materials"), "guide")
 */
export async function listPart(folder: string, part: Part): Promise<string[]> {
  const others = parts.filter((other) => other !== part);
  return (await listFiles(folder)).filter((file) => {
    const names = relative(folder, file).split(/[\\/._-]/);
    // The sources count as what they are compiled to.
    if (/\.(ts|md)$/.test(file) || names.includes("node_modules")) return false;
    return !others.some((other) => names.includes(other));
  });
}

/**
 * One hash of files, of what they hold and where.
 *
 * @param files the same one twice counts once
 * @param folder what their paths are taken from, so that a moved folder gives the same hash
 */
export async function hashOf(files: readonly string[], folder: string): Promise<string> {
  const hash = createHash("sha256");
  const add = (part: string | Buffer) => hash.update(`${part.length}:`).update(part);
  for (const file of new Set(files)) {
    add(relative(folder, file).split(sep).join("/"));
    add(await readFile(file));
  }
  return hash.digest("hex");
}
