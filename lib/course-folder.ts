import { basename, dirname, join } from "node:path";

/** `lib/`: this file is compiled to `lib/dist/`, and tests run it as it is. */
const lib = basename(import.meta.dirname) === "dist" ? dirname(import.meta.dirname) : import.meta.dirname;

/**
 * The folder of the course.
 *
 * @example join(courseFolder(), "data", "urls.txt")
 */
export function courseFolder(): string {
  return dirname(lib);
}

/**
 * The folder where the course keeps what it must remember (a learner's progress, a running practice API):
 * `ASYNC_LAB_STATE`, else `.async-lab` in the course's folder, which git ignores.
 *
 * @example join(stateFolder(), "progress.json")
 */
export function stateFolder(): string {
  return process.env["ASYNC_LAB_STATE"] ?? join(courseFolder(), ".async-lab");
}

/**
 * A command of the course's own Python environment, whether it has been set up yet or not.
 *
 * @param name `python`, `jupyter` …
 * @example spawn(venvCommand("python"), ["--version"])
 */
export function venvCommand(name: string): string {
  const windows = process.platform === "win32";
  return join(courseFolder(), ".venv", windows ? "Scripts" : "bin", windows ? `${name}.exe` : name);
}
