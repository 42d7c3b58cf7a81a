import { join } from "node:path";
import { asksForHelp } from "../run/help.mjs";
import { runVisibly } from "../run/run-visibly.mjs";
import { setUp } from "../set-up/index.mjs";
import { pythonEnvironment } from "../set-up/python-environment.mjs";
import { course, uv } from "../set-up/paths.mjs";

const HELP = `Makes the hashed locks of the Python packages anew, from scripts/python/*.in, for every supported system.

  npm run lock                        keeps the versions that still fit
  npm run lock -- --upgrade           takes the newest of all
  npm run lock -- -P jupytext         takes the newest of one`;

/** Writes `uv.txt`, `requirements.txt`, `image.txt`, `nbgrader.txt` and `materials.txt`; the options go to `uv pip compile`. */
export async function main(args) {
  if (asksForHelp(args)) {
    console.log(HELP);
    return 0;
  }
  // uv is all it takes: a lock can be made while the code does not compile.
  await setUp({ steps: [pythonEnvironment] });
  // In this order: the image takes its versions from the laptop's lock.
  for (const name of ["uv", "requirements", "image", "nbgrader", "materials"]) {
    const file = join(course, "scripts", "python", name);
    const quiet = ["--quiet", "--no-annotate", "--no-header", "--no-emit-index-url"];
    const compile = [
      "pip",
      "compile",
      "--universal",
      "--python-version",
      "3.11",
      "--generate-hashes",
      ...quiet,
    ];
    const code = await runVisibly([uv, ...compile, ...args, `${file}.in`, "--output-file", `${file}.txt`]);
    if (code !== 0) return code;
  }
  return 0;
}
