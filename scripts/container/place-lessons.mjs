import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, parse } from "node:path";
import { hashOf, readIfThere, writeWhole } from "../set-up/stamp.mjs";

/**
 * Puts lessons into the folder where a learner works, and changes nothing that is there.
 *
 * A lesson that is missing is copied. One that has changed since it was last put there or offered is laid beside the
 * learner's, `02-all-at-once.new.ipynb`; once offered, and removed, it does not come back.
 *
 * @param from the folder of the lessons, with a folder for each language
 * @param to the learner's folder; what it was given is kept in its `.async-lab/lessons.json`
 * @returns the files that were laid beside others, as paths in `to`
 * @example placeLessons("/opt/async-lab/notebooks", "/home/jovyan/work")
 */
export function placeLessons(from, to) {
  const record = join(to, ".async-lab", "lessons.json");
  const before = readIfThere(record) ?? "{}\n";
  const given = JSON.parse(before);
  const offered = [];
  for (const lesson of listFiles(from)) {
    const hash = hashOf([{ file: join(from, lesson) }]);
    const target = join(to, lesson);
    if (!existsSync(target)) {
      writeWhole(target, readFileSync(join(from, lesson)));
    } else if (given[lesson] !== hash && hashOf([{ file: target }]) !== hash) {
      const beside = freeName(to, lesson);
      writeWhole(join(to, beside), readFileSync(join(from, lesson)));
      offered.push(beside);
    }
    given[lesson] = hash;
  }
  const after = `${JSON.stringify(given, undefined, 2)}\n`;
  if (after !== before) writeWhole(record, after);
  return offered;
}

function listFiles(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((language) => language.isDirectory() && !language.name.startsWith("."))
    .flatMap(({ name }) => readdirSync(join(folder, name)).map((file) => join(name, file)))
    .filter((file) => file.endsWith(".ipynb"))
    .sort();
}

/** An earlier offer may hold the learner's work by now. */
function freeName(to, lesson) {
  const { dir, name, ext } = parse(lesson);
  for (let count = 1; ; count++) {
    const beside = join(dir, `${name}.new${count === 1 ? "" : `-${count}`}${ext}`);
    if (!existsSync(join(to, beside))) return beside;
  }
}
