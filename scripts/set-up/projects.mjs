import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** What its own command compiles, so that set-up does not take longer for it. */
const COMPILED_LATER = ["materials"];

/**
 * The parts of the course that set-up compiles, each an npm workspace: `lib`, the exercises, and the packages.
 *
 * @param course path of the course's folder
 * @returns where the sources and the compiled files of each are, relative to the course, with slashes
 */
export function listProjects(course) {
  const packages = join(course, "packages");
  const all = existsSync(packages) ? readdirSync(packages).sort() : [];
  const names = all.filter((name) => !COMPILED_LATER.includes(name));
  return [
    { sources: "lib", dist: "lib/dist" },
    { sources: "exercises", dist: "exercises/dist" },
    ...names.map((name) => ({ sources: `packages/${name}/src`, dist: `packages/${name}/dist` })),
  ];
}
