import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { built } from "../lessons/find-work.mjs";
import { UserError } from "../set-up/failure.mjs";
import { STEPS } from "../set-up/index.mjs";
import { isSealed } from "../set-up/seal.mjs";
import { toolEnvironment } from "../set-up/tool-environment.mjs";
import { userSettings, workspacesOf } from "../start/jupyter-settings.mjs";
import { openLab } from "../start/main.mjs";
import { askedLanguage, readOptions } from "../start/options.mjs";
import { speak, words } from "../words/index.mjs";
import { findLesson } from "./find-lesson.mjs";

const materials = toolEnvironment("materials");
const PLUGIN = "jupyterlab-slideshow:plugin";

/**
 * `npm run present`: opens a lesson in JupyterLab as slides.
 *
 * @param args the command line
 * @returns the exit code
 */
export async function main(args) {
  speak(askedLanguage(args));
  const command = { command: "npm run present --", allowPositionals: true };
  const options = readOptions(args, process.env, command);
  if (options.help) return (console.log(words().present.help), 0);
  if (isSealed()) throw new UserError(words().present.notHere);
  const notebooks = readdirSync(join(built, options.lang)).filter((name) => /^\d\d-.*\.ipynb$/.test(name));
  const opens = findLesson(options.positionals, notebooks.sort());

  const session = `present-${options.lang}`;
  // A presentation begins with the lesson that was asked for, and running, however the last one was left.
  rmSync(workspacesOf(session), { recursive: true, force: true });
  rmSync(join(userSettings, PLUGIN.split(":")[0]), { recursive: true, force: true });
  const extensions = [join(materials.venv, "share", "jupyter", "labextensions")];
  const settings = { [PLUGIN]: { active: true }, ...PROJECTED };
  await openLab({ ...options, session, extensions, settings }, { steps: [...STEPS, materials.step], opens });
  return 0;
}

/** Letters that the last row can read; and a key for what a cell needs from above it, some of which is on no slide. */
const PROJECTED = {
  "@deathbeds/jupyterlab-fonts:fonts": {
    styles: { ":root": { "--jp-content-font-size1": "22px", "--jp-code-font-size": "20px" } },
  },
  "@jupyterlab/shortcuts-extension:shortcuts": {
    shortcuts: [{ command: "notebook:run-all-above", keys: ["Ctrl Shift Enter"], selector: ".jp-Notebook" }],
  },
};
