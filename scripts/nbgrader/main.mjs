import { existsSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { convertLessons } from "../make-notebooks/convert.mjs";
import { runVisibly } from "../run/run-visibly.mjs";
import { STEPS, setUp } from "../set-up/index.mjs";
import { course, courseEnvironment, venv } from "../set-up/paths.mjs";
import { createProgress } from "../set-up/progress.mjs";
import { readIfThere, writeWhole } from "../set-up/stamp.mjs";
import { toolEnvironment } from "../set-up/tool-environment.mjs";
import { systemLanguage } from "../words/index.mjs";
import { makeSource } from "./make-source.mjs";
import { readOptions } from "./options.mjs";

const nbgrader = toolEnvironment("nbgrader");
const LESSON = "09-homework";
const ASSIGNMENT = "homework";
const CONFIG_FOLDER = join(course, "course", "nbgrader");

const HELP = `Runs nbgrader with the course's kernel and settings; docs/nbgrader.md explains it step by step.

  npm run nbgrader -- [options] <command of nbgrader>
  npm run nbgrader -- generate_assignment ${ASSIGNMENT}
  npm run nbgrader -- autograde ${ASSIGNMENT}

  --folder FOLDER  the course folder, with source/, submitted/ and the gradebook (default: course/nbgrader/)
  --lang en|es     language of the assignment when it is first made (default: the system's)
  --help           this text; \`npm run nbgrader -- autograde --help\` for that of a command`;

/** Sets nbgrader up in an environment of its own, makes the assignment if it is missing, and runs nbgrader. */
export async function main(args) {
  const { help, lang, folder = CONFIG_FOLDER, rest } = readOptions(args);
  if (help) return (console.log(HELP), 0);
  await setUp({ steps: [...STEPS, nbgrader.step], progress: createProgress(process.stderr) });
  const language = await provideSource(folder, lang ?? systemLanguage());
  return runVisibly([nbgrader.python, "-m", "nbgrader", ...rest], {
    cwd: folder,
    env: {
      ASYNC_LAB_LANGUAGE: language,
      // What is graded is not the teacher's own progress, nor their practice API.
      ASYNC_LAB_STATE: join(folder, ".async-lab"),
      // Else nbgrader, which takes seconds to load, would be compiled each time.
      PYTHONDONTWRITEBYTECODE: "",
      // nbgrader calls `alembic` by its name.
      ...putBefore(dirname(nbgrader.python), "PATH", courseEnvironment()),
      ...putBefore(CONFIG_FOLDER, "JUPYTER_CONFIG_PATH"),
      ...putBefore(join(venv, "share", "jupyter"), "JUPYTER_PATH"),
    },
  });
}

/** Makes source/homework/ where there is none: what a teacher changed in it stays. Returns the assignment's language. */
async function provideSource(folder, language) {
  const source = join(folder, "source", ASSIGNMENT);
  const file = join(source, `${LESSON}.ipynb`);
  const present = readIfThere(file);
  if (present !== undefined) return JSON.parse(present).metadata.async_lab?.language ?? language;
  if (existsSync(source)) return language;
  const lesson = join(course, "course", language, `${LESSON}.md`);
  const [{ notebook }] = await convertLessons([lesson]);
  // This file and no entry point: whoever starts this may have a Node that is too old for the packages behind that.
  const criteria = join(course, "lib", "dist", "checks", "homework", "criteria.js");
  const { criterionPoints } = await import(pathToFileURL(criteria).href);
  writeWhole(file, makeSource(notebook, { language, points: criterionPoints }));
  return language;
}

/** A variable that lists folders, with one more in front; Windows may write `Path`. */
function putBefore(folder, variable, env = process.env) {
  const name = Object.keys(env).find((each) => each.toUpperCase() === variable) ?? variable;
  return { [name]: [folder, env[name]].filter(Boolean).join(delimiter) };
}
