import { join } from "node:path";
import { runVisibly } from "../run/run-visibly.mjs";
import { compilation } from "../set-up/compile.mjs";
import { exclusively } from "../set-up/exclusive.mjs";
import { UserError } from "../set-up/failure.mjs";
import { STEPS, setUp } from "../set-up/index.mjs";
import { interrupted } from "../set-up/interrupted.mjs";
import { course, pinnedNode, setUpFolder } from "../set-up/paths.mjs";
import { createProgress } from "../set-up/progress.mjs";
import { checkLanguage, readOptions as read } from "../set-up/read-options.mjs";
import { toolEnvironment } from "../set-up/tool-environment.mjs";
import { systemLanguage, words } from "../words/index.mjs";

const MATERIALS = ["guide", "slides", "site", "notebooks"];

const tools = toolEnvironment("materials");
const project = { sources: "packages/materials/src", dist: "packages/materials/dist" };
/** After set-up's own `build`, whose stamp stands for all that the package imports. */
export const build = compilation({
  name: "materials-build",
  projects: [project],
  config: "packages/materials/tsconfig.build.json",
  stamp: `${project.dist}/.stamp`,
  inputs: ["lib/dist/.stamp"],
});

/** Makes the guide, the deck, the site and the archive of the notebooks, in dist/materials/. */
export async function main(args) {
  const { help, languages, only } = readOptions(args);
  const say = words().materials;
  if (help) return (console.log(say.help), 0);
  const progress = createProgress();
  await setUp({ steps: [...STEPS, tools.step, build], progress });
  const options = {
    "--python": tools.python,
    "--words": systemLanguage(),
    "--lang": languages.join(),
    "--only": only.join(),
  };
  const command = [pinnedNode(), join(course, project.dist, "main.js"), ...Object.entries(options).flat()];
  // Two at once would put their results in place of each other's.
  return exclusively(join(setUpFolder, "materials.lock"), () => runVisibly(command), {
    signal: interrupted,
    onWait: (pid) => progress.line(say.waiting(pid)),
  });
}

/**
 * Reads the options of `npm run materials`.
 *
 * @param args what follows the script's name
 * @returns `languages` and `only`, which materials; all where none are named
 * @throws UserError one line that names the wrong option or value
 */
export function readOptions(args) {
  const options = { lang: { type: "string" }, only: { type: "string" } };
  const { help = false, lang, only } = read("npm run materials --", args, options);
  checkLanguage(lang);
  const asked = only?.split(",") ?? MATERIALS;
  const unknown = asked.find((name) => !MATERIALS.includes(name));
  if (unknown !== undefined) throw new UserError(words().materials.unknown(unknown, MATERIALS));
  return { help, languages: lang === undefined ? ["en", "es"] : [lang], only: asked };
}
