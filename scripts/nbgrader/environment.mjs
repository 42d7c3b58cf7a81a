import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { runLogged } from "../set-up/command.mjs";
import { course, pythonLock, uv, venvPython } from "../set-up/paths.mjs";
import { hashOf, readIfThere, writeWhole } from "../set-up/stamp.mjs";

const venv = join(course, ".venv-nbgrader");
const inVenv = process.platform === "win32" ? join("Scripts", "python.exe") : join("bin", "python");
/** The Python that has nbgrader, once {@link nbgraderEnvironment} has run. */
export const nbgraderPython = join(venv, inVenv);
const lock = pythonLock("nbgrader");
const stamp = join(venv, "async-lab-nbgrader.stamp");
// A virtual environment holds absolute paths, and its Python is that of .venv.
const inputs = () => hashOf([course, { file: pythonLock("uv") }, { file: lock }]);

/** Makes `.venv-nbgrader`: nbgrader in an environment of its own, so that the course's stays as it is. */
export const nbgraderEnvironment = {
  name: "nbgrader",
  isDone: () => existsSync(nbgraderPython) && readIfThere(stamp) === inputs(),
  async run(options) {
    rmSync(venv, { recursive: true, force: true });
    const make = ["venv", "--quiet", "--offline", "--python", venvPython, venv];
    await runLogged(uv, make, { ...options, what: "uv venv" });
    const sync = ["pip", "sync", "--require-hashes", "--python", nbgraderPython, lock];
    await runLogged(uv, sync, { ...options, what: "uv pip sync" });
    writeWhole(stamp, inputs());
  },
};
