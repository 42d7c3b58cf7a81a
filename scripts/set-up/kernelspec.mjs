import { join } from "node:path";
import { kernelspec as describe } from "../../packages/kernel/kernelspec.mjs";
import { course, pinnedNode, setUpFolder, venv } from "./paths.mjs";
import { readIfThere, writeWhole } from "./stamp.mjs";

const file = join(venv, "share", "jupyter", "kernels", "tslab", "kernel.json");
const text = () => describe({ node: pinnedNode(), project: course, state: setUpFolder });

/** Tells Jupyter of the course's kernel, inside `.venv` only. The paths are absolute: a moved clone mends itself. */
export const kernelspec = {
  name: "kernelspec",
  isDone: () => readIfThere(file) === text(),
  run: () => {
    writeWhole(file, text());
  },
};
