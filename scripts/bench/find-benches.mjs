import { existsSync, readdirSync } from "node:fs";
import { basename, join, sep } from "node:path";
import { listProjects } from "../set-up/projects.mjs";

const SUFFIX = ".bench.ts";

/**
 * Finds the benchmarks: every `*.bench.ts` of `lib` and of the packages, whether it is built yet or not.
 *
 * @param course path of the course's folder
 * @returns names, programs and sources relative to the course, in order of their names
 */
export function findBenches(course) {
  return listProjects(course)
    .flatMap(({ sources, dist }) =>
      listBelow(join(course, sources)).map((path) => ({
        name: basename(path, SUFFIX),
        file: `${dist}/${path.replace(/\.ts$/, ".js")}`,
        source: `${sources}/${path}`,
      })),
    )
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function listBelow(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true })
    .map((path) => path.split(sep).join("/"))
    .filter((path) => path.endsWith(SUFFIX) && !path.startsWith("dist/"));
}
