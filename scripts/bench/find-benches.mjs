import { existsSync, readdirSync } from "node:fs";
import { basename, join, relative, sep } from "node:path";

const SUFFIX = ".bench.js";

/**
 * Finds the benchmarks that are built: every `*.bench.js` below `dist`, as long as its source is still there.
 *
 * @param course path of the course's folder
 * @returns names and paths relative to the course, in order of their names
 */
export function findBenches(course) {
  const dist = join(course, "dist");
  if (!existsSync(dist)) return [];
  return readdirSync(dist, { recursive: true })
    .filter((path) => path.endsWith(SUFFIX) && existsSync(join(course, "lib", path.replace(/\.js$/, ".ts"))))
    .map((path) => ({
      name: basename(path, SUFFIX),
      file: relative(course, join(dist, path)).split(sep).join("/"),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
