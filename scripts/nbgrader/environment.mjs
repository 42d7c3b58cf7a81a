import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { runLogged } from "../set-up/command.mjs";
import {
  course,
  nbgraderPython,
  nbgraderRequirements,
  nbgraderVenv,
  uv,
  uvRequirements,
  venvPython,
} from "../set-up/paths.mjs";
import { hashOf, readIfThere, writeWhole } from "../set-up/stamp.mjs";

const stamp = join(nbgraderVenv, "async-lab-nbgrader.stamp");
// A virtual environment holds absolute paths, and its Python is that of .venv.
const inputs = () => hashOf([course, { file: uvRequirements }, { file: nbgraderRequirements }]);

/** Makes `.venv-nbgrader`: nbgrader in an environment of its own, so that the course's stays as it is. */
export const nbgraderEnvironment = {
  name: "nbgrader",
  isDone: () => existsSync(nbgraderPython) && readIfThere(stamp) === inputs(),
  async run(options) {
    rmSync(nbgraderVenv, { recursive: true, force: true });
    const make = ["venv", "--quiet", "--offline", "--python", venvPython, nbgraderVenv];
    await runLogged(uv, make, { ...options, what: "uv venv" });
    const sync = ["pip", "sync", "--require-hashes", "--python", nbgraderPython, nbgraderRequirements];
    await runLogged(uv, sync, { ...options, what: "uv pip sync" });
    writeWhole(stamp, inputs());
  },
};
