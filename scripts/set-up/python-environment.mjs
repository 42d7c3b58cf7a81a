import { existsSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { runLogged } from "./command.mjs";
import { findPython } from "./find-python.mjs";
import {
  course,
  courseEnvironment,
  pinnedNode,
  pythonLock,
  uv,
  venv,
  venvBin,
  venvPython,
} from "./paths.mjs";
import { hashOf, readIfThere, writeWhole } from "./stamp.mjs";

const venvStamp = join(venv, "async-lab-venv.stamp");
const packagesStamp = join(venv, "async-lab-packages.stamp");
// The folder is an input: a virtual environment holds absolute paths, so one that was moved is made again.
const venvInputs = () => hashOf([course, { file: pythonLock("uv") }]);
// The small Python package that lets papermill write TypeScript.
const papermillTranslator = join(course, "packages", "kernel", "papermill");
const papermillFiles = ["pyproject.toml", join("async_lab_papermill", "__init__.py")].map((file) =>
  join(papermillTranslator, file),
);

/** Makes `.venv` with the machine's Python and installs uv in it. */
export const pythonEnvironment = {
  name: "python-environment",
  isDone: () => existsSync(venvPython) && existsSync(uv) && readIfThere(venvStamp) === venvInputs(),
  async run(options) {
    const python = findPython();
    rmSync(venv, { recursive: true, force: true, maxRetries: 5 });
    try {
      await runLogged(python.path, ["-m", "venv", venv], {
        ...options,
        env: withoutCourse(),
        what: "python -m venv",
      });
      const install = [
        "-m",
        "pip",
        "install",
        "--disable-pip-version-check",
        "--no-input",
        "--require-hashes",
      ];
      await runLogged(venvPython, [...install, "-r", pythonLock("uv")], {
        ...options,
        what: "pip install uv",
      });
    } catch (error) {
      rmSync(venv, { recursive: true, force: true, maxRetries: 5 });
      throw error;
    }
    writeWhole(venvStamp, venvInputs());
  },
};

/** Installs what the lock names, and only that: JupyterLab, Jupytext, nbclient, Node. */
export const pythonPackages = packagesOf("requirements", papermillFiles, async (options) => {
  // The course's own package, which uv builds by itself: nothing is downloaded for it.
  const own = ["pip", "install", "--offline", "--no-deps", "--python", venvPython, papermillTranslator];
  await runLogged(uv, own, { ...options, what: "uv pip install" });
});

/** Installs what a container's image holds instead: no tools of tests, but JupyterHub's single-user server. */
export const imagePackages = packagesOf("image", [], async (options) => {
  // Beforehand, since nothing can be written in an image; and whatever the copying into it does to the files' times.
  const compile = ["-m", "compileall", "-q", "-j", "0", "--invalidation-mode", "unchecked-hash", venv];
  await runLogged(venvPython, compile, { ...options, what: "python -m compileall" });
});

function packagesOf(name, files, then) {
  const lock = pythonLock(name);
  const inputs = () => hashOf([venvInputs(), ...[lock, ...files].map((file) => ({ file }))]);
  return {
    name: "python-packages",
    isDone: () => existsSync(pinnedNode()) && readIfThere(packagesStamp) === inputs(),
    async run(options) {
      rmSync(packagesStamp, { force: true });
      const sync = ["pip", "sync", "--require-hashes", "--python", venvPython, lock];
      await runLogged(uv, sync, { ...options, what: "uv pip sync" });
      await then(options);
      linkNode();
      // Else Node reads the JavaScript inside these packages as ES modules, as the course's package.json says of ours.
      writeWhole(join(venv, "package.json"), "{}\n");
      writeWhole(packagesStamp, inputs());
    },
  };
}

/** So that `#!/usr/bin/env node` finds the pinned Node; on Windows its own folder is on PATH instead. */
function linkNode() {
  if (process.platform === "win32") return;
  const link = join(venvBin, "node");
  rmSync(link, { force: true });
  symlinkSync(pinnedNode(), link);
}

/** For the machine's own Python, which must not look for its modules in a `.venv` that is being made. */
function withoutCourse() {
  const { PATH, Path } = process.env;
  const environment = courseEnvironment(PATH === undefined ? { Path } : { PATH });
  delete environment.VIRTUAL_ENV;
  return environment;
}
