import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { runLogged } from "./command.mjs";
import { course, pythonLock, uv, venvPython } from "./paths.mjs";
import { hashOf, readIfThere, writeWhole } from "./stamp.mjs";

const inVenv = process.platform === "win32" ? join("Scripts", "python.exe") : join("bin", "python");

/**
 * Python packages that not everybody needs, in an environment of their own, so that the course's stays as it is.
 *
 * @param name of the lock, as in scripts/python/nbgrader.txt, and of the folder, as in .venv-nbgrader
 * @returns the folder, its Python, and the step of `setUp` that makes it
 * @example const { python, step } = toolEnvironment("nbgrader");
 */
export function toolEnvironment(name) {
  const venv = join(course, `.venv-${name}`);
  const python = join(venv, inVenv);
  const lock = pythonLock(name);
  const stamp = join(venv, `async-lab-${name}.stamp`);
  // A virtual environment holds absolute paths, and its Python is that of .venv.
  const inputs = () => hashOf([course, { file: pythonLock("uv") }, { file: lock }]);
  const step = {
    name,
    isDone: () => existsSync(python) && readIfThere(stamp) === inputs(),
    async run(options) {
      rmSync(venv, { recursive: true, force: true });
      const make = ["venv", "--quiet", "--offline", "--python", venvPython, venv];
      await runLogged(uv, make, { ...options, what: "uv venv" });
      const sync = ["pip", "sync", "--require-hashes", "--python", python, lock];
      await runLogged(uv, sync, { ...options, what: "uv pip sync" });
      writeWhole(stamp, inputs());
    },
  };
  return { venv, python, step };
}
