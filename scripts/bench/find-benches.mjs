import { existsSync, readdirSync } from "node:fs";
import { basename, join, sep } from "node:path";

const SUFFIX = ".bench.ts";

/**
 * Finds the benchmarks: every `*.bench.ts` below `lib`, whether it is built yet or not.
 *
 * @param course path of the course's folder
 * @returns names, programs and sources relative to the course, in order of their names
 */
export function findBenches(course) {
  const lib = join(course, "lib");
  if (!existsSync(lib)) return [];
  return readdirSync(lib, { recursive: true })
    .filter((path) => path.endsWith(SUFFIX))
    .map((path) => path.split(sep).join("/"))
    .map((path) => ({
      name: basename(path, SUFFIX),
      file: `dist/${path.replace(/\.ts$/, ".js")}`,
      source: `lib/${path}`,
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
