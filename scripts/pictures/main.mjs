import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findCommand } from "../run/find-command.mjs";
import { runVisibly } from "../run/run-visibly.mjs";
import { UserError } from "../set-up/failure.mjs";
import { setUp } from "../set-up/index.mjs";
import { course } from "../set-up/paths.mjs";
import { readOptions } from "../set-up/read-options.mjs";
import { writeWhole } from "../set-up/stamp.mjs";
import { putInto } from "./put-into.mjs";

const HELP = `npm run pictures

Runs lesson 02 in both languages, draws docs/images/ from what it measured, and puts the pictures' descriptions and
the measured times into README.md and README.es.md. Run it on a machine with nothing else to do.`;

const READMES = { en: "README.md", es: "README.es.md" };
const PICTURES = { "both-runs": "timeline(oneByOne, allAtOnce)" };
const FIGURES = "({ oneByOne: oneByOne.totalMs, allAtOnce: allAtOnce.totalMs })";

/** Draws the README's pictures from a real run of lesson 02, and writes its figures. */
export async function main(args) {
  if (readOptions("npm run pictures --", args, {}).help) return (console.log(HELP), 0);
  await setUp();
  const languages = Object.keys(READMES);
  const results = await runLessons(languages);
  mkdirSync(join(course, "docs", "images"), { recursive: true });
  for (const [index, lang] of languages.entries()) {
    const { answers } = results[index];
    const descriptions = {};
    for (const name of Object.keys(PICTURES)) {
      const file = `docs/images/${name}.${lang}.svg`;
      const drawn = dataOf(answers, name);
      writeWhole(join(course, file), `${drawn["image/svg+xml"].trim()}\n`);
      descriptions[file] = drawn["text/plain"];
    }
    const readme = join(course, READMES[lang]);
    const times = readTimes(dataOf(answers, "figures")["text/plain"]);
    writeWhole(readme, putInto(readFileSync(readme, "utf8"), { descriptions, times, lang }));
    console.log(`${READMES[lang]}: ${Object.values(descriptions).join(" ")}`);
  }
  return 0;
}

/** One after the other: two at once would measure each other. */
async function runLessons(languages) {
  const folder = mkdtempSync(join(tmpdir(), "async-lab-pictures-"));
  try {
    const [task, answers] = [join(folder, "task.json"), join(folder, "answers.json")];
    const notebooks = languages.map((lang) => ({
      name: lang,
      folder: join(course, "notebooks", lang),
      environment: { ASYNC_LAB_STATE: folder, PRACTICE_API: "" },
      cells: cellsOf(lang),
    }));
    writeWhole(task, JSON.stringify({ atOnce: 1, notebooks }));
    const runner = join(course, "test", "run_notebooks.py");
    const code = await runVisibly([...findCommand("python"), runner, task, answers]);
    if (code !== 0) throw new UserError("Lesson 02 could not be run: see above.");
    const results = JSON.parse(readFileSync(answers, "utf8"));
    for (const { name, failure } of results)
      if (failure) throw new UserError(`Lesson 02 (${name}) did not run to its end: ${failure}`);
    return results;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The code cells up to the one that measures "all at once", and then what the README shows. */
function cellsOf(lang) {
  const file = join(course, "notebooks", lang, "02-all-at-once.ipynb");
  const cells = JSON.parse(readFileSync(file, "utf8"))
    .cells.filter(({ cell_type }) => cell_type === "code")
    .map(({ id, source, metadata }) => ({ id, source: source.join(""), tags: metadata.tags ?? [] }));
  const last = cells.findIndex(({ source }) => source.includes("const allAtOnce = await record("));
  const ours = Object.entries({ ...PICTURES, figures: FIGURES });
  return [...cells.slice(0, last + 1), ...ours.map(([id, source]) => ({ id, source, tags: [] }))];
}

function dataOf(answers, id) {
  const data = answers.find((answer) => answer.id === id)?.outputs.find((output) => output.data)?.data;
  if (!data) throw new UserError(`Lesson 02 showed nothing for \`${id}\`.`);
  return data;
}

function readTimes(text) {
  const read = (name) => Number(new RegExp(`${name}: ([\\d.]+)`).exec(text)?.[1]);
  return { oneByOne: read("oneByOne"), allAtOnce: read("allAtOnce") };
}
