import { existsSync, readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { runLogged } from "./command.mjs";
import { UserError } from "./failure.mjs";
import { course, nodeWheel, pinnedNode, pinnedNpm, setUpFolder, venvBin } from "./paths.mjs";
import { listProjects } from "./projects.mjs";
import { writeWhole } from "./stamp.mjs";
import { words } from "../words/index.mjs";

const mark = join(course, ".sealed");

/** Whether this is a course in a container's image: all there, perhaps read-only, and not to be set up any more. */
export const isSealed = () => existsSync(mark);

/** Takes away what was needed to set up and to build, and is not needed to run; in a container's image only. */
export const seal = {
  name: "seal",
  isDone: isSealed,
  async run(options) {
    if (existsSync(join(course, ".git"))) throw new UserError(words().setUp.notInClone);
    const prune = [
      pinnedNpm(),
      "prune",
      "--ignore-scripts",
      "--omit=dev",
      "--offline",
      "--no-audit",
      "--no-fund",
    ];
    await runLogged(pinnedNode(), prune, { ...options, what: "npm prune" });
    const packages = dirname(nodeWheel());
    const installers = readdirSync(packages).filter((name) => /^(pip|uv|setuptools)($|-)/.test(name));
    const left = [
      ...installers.map((name) => join(packages, name)),
      ...["uv", "uvx"].map((name) => join(venvBin, name)),
      // Node's headers, and npm last of all.
      ...["include", "share", join("lib", "node_modules")].map((name) => join(nodeWheel(), name)),
      ...listProjects(course).map(({ dist }) => join(course, dist, ".tsbuildinfo")),
      setUpFolder,
    ];
    for (const path of left) rmSync(path, { recursive: true, force: true });
    writeWhole(mark, "");
  },
};
