import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

/**
 * The parts of the course that are compiled, each an npm workspace: `lib`, the exercises, and the packages.
 *
 * @param course path of the course's folder
 * @returns where the sources and the compiled files of each are, relative to the course, with slashes
 */
export function listProjects(course) {
  const packages = join(course, "packages");
  const names = existsSync(packages) ? readdirSync(packages).sort() : [];
  return [
    { sources: "lib", dist: "lib/dist" },
    { sources: "exercises", dist: "exercises/dist" },
    ...names.map((name) => ({ sources: `packages/${name}/src`, dist: `packages/${name}/dist` })),
  ];
}
