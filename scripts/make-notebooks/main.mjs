import { existsSync, readdirSync, rmSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { findWork } from "../lessons/find-work.mjs";
import { UserError } from "../set-up/failure.mjs";
import { course, venvPython } from "../set-up/paths.mjs";
import { readOptions } from "../set-up/read-options.mjs";
import { readIfThere, writeWhole } from "../set-up/stamp.mjs";
import { convertLessons } from "./convert.mjs";

const LANGUAGES = ["en", "es"];
const HELP = `npm run notebooks [-- --check]

Writes notebooks/{en,es}/NN-name.ipynb from course/{en,es}/NN-name.md, and the first page from index.md.

  --check   writes nothing; fails and names the notebooks that differ from what course/ gives
  --help    this text`;

/**
 * Makes the notebooks from the lessons, or reports which ones differ.
 *
 * @param args the command line
 * @returns the exit code
 */
export async function main(args) {
  const options = readOptions("npm run notebooks --", args, { check: { type: "boolean" } });
  if (options.help) return (console.log(HELP), 0);
  if (!existsSync(venvPython))
    throw new UserError("There is no .venv yet: run `npm start` once, it makes one.");

  const wanted = await makeNotebooks();
  const present = LANGUAGES.flatMap((language) => listFiles(join(course, "notebooks", language), /\.ipynb$/));
  const differing = [...wanted]
    .filter(([file, notebook]) => readIfThere(file) !== notebook)
    .map(([file]) => file);
  const leftOver = present.filter((file) => !wanted.has(file));

  if (options.check) return report(differing, leftOver);
  const inTheWay = await findWork(join(course, "notebooks"));
  const lost = [...differing, ...leftOver].filter((file) => inTheWay.includes(file));
  if (lost.length > 0) {
    throw new UserError(
      `Somebody worked in ${lost.map((file) => relative(course, file)).join(", ")}; nothing was written. ` +
        "`npm start` moves such work to my-notebooks/; `git restore notebooks` throws it away.",
    );
  }
  for (const file of differing) writeWhole(file, wanted.get(file));
  for (const file of leftOver) rmSync(file);
  console.log(
    `${String(wanted.size)} notebooks: ${String(differing.length)} written, ${String(leftOver.length)} removed.`,
  );
  return 0;
}

/**
 * Makes the notebooks from the lessons, and writes nothing.
 *
 * @returns a map from the path of each file of notebooks/ to its text
 */
export async function makeNotebooks() {
  const lessons = LANGUAGES.flatMap((language) =>
    listFiles(join(course, "course", language), /^(?:\d\d-.*|index)\.md$/),
  );
  return new Map(
    (await convertLessons(lessons)).map(({ lesson, notebook }) => [notebookOf(lesson), notebook]),
  );
}

function report(differing, leftOver) {
  for (const file of differing) console.error(`${relative(course, file)} differs from its lesson in course/`);
  for (const file of leftOver) console.error(`${relative(course, file)} has no lesson in course/`);
  if (differing.length + leftOver.length === 0) return 0;
  console.error("Change the lesson in course/, run `npm run notebooks`, and commit both.");
  return 1;
}

function notebookOf(lesson) {
  const language = basename(join(lesson, ".."));
  return join(course, "notebooks", language, `${basename(lesson, ".md")}.ipynb`);
}

function listFiles(folder, pattern) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => pattern.test(name))
    .sort()
    .map((name) => join(folder, name));
}
