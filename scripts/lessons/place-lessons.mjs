import { lstatSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join, parse } from "node:path";
import { readIfThere, writeWhole } from "../set-up/stamp.mjs";
import { findAdded, fingerprint, readCells } from "./added-work.mjs";

/**
 * Brings a learner's folder up to date, and changes nothing that somebody worked in.
 *
 * A lesson that is missing is copied, and one that was left as it was given takes its new version. Beside one with
 * work in it the new version is laid, as `02-all-at-once.new.ipynb`, once; removed, it does not come back. A lesson
 * that the course no longer has goes if it was left as it was given.
 *
 * @param from the folder of the lessons, with a folder for each language
 * @param to the learner's folder; what it was given is kept in its `.async-lab/`
 * @returns the files that were laid beside others (`offered`) and those with work whose lesson is `gone`, as paths in `to`
 * @example placeLessons("/opt/async-lab/notebooks", "/home/jovyan/work")
 */
export function placeLessons(from, to) {
  const record = openRecord(to);
  const lessons = listLessons(from);
  const offered = [];
  for (const lesson of lessons) {
    const text = readFileSync(join(from, lesson), "utf8");
    // One with the marks of a merge in it, say: nothing to hand out.
    if (lesson.endsWith(".ipynb") && readCells(text) === undefined) continue;
    const print = fingerprint(text);
    const isNew = record.given[lesson] !== print;
    const base = readGiven(to, lesson);
    const there = readPlain(join(to, lesson));
    const isUntouched = there !== undefined && there === base;
    if (!isThere(join(to, lesson)) || isUntouched || (isNew && isLeftAsGiven(to, lesson, record))) {
      if (there !== text) giveLesson(to, lesson, text);
    } else if ((base === undefined || !isNew) && base !== text && isMadeOf(there, text, base)) {
      writeWhole(givenFile(to, lesson), text); // An offer that took the lesson's place, say.
    } else if (isNew && fingerprintOf(join(to, lesson)) !== print) {
      offered.push(offerBeside(to, lesson, text));
    }
    record.given[lesson] = print;
  }
  const gone = dropRemoved(from, to, lessons, record);
  record.save();
  return { offered, gone };
}

/**
 * Writes a lesson into a learner's folder and keeps what was given, to compare a later version with.
 *
 * @param to the learner's folder
 * @param lesson its path in there; a file of this name is overwritten
 * @param text what it is to hold
 */
export function giveLesson(to, lesson, text) {
  writeWhole(givenFile(to, lesson), text);
  writeWhole(join(to, lesson), text);
}

/** The lesson as it was given, before any work: undefined where that is not known. */
export const readGiven = (to, lesson) => readIfThere(givenFile(to, lesson));

/**
 * What was given to a learner's folder, or offered there.
 *
 * @returns `given`, the fingerprint of each lesson's latest version, and `save`
 */
export function openRecord(to) {
  const file = join(to, ".async-lab", "lessons.json");
  const before = readIfThere(file);
  const given = parseRecord(before);
  return {
    given,
    save() {
      const after = `${JSON.stringify(given, undefined, 2)}\n`;
      if (after !== before) writeWhole(file, after);
    },
  };
}

/** An earlier offer may hold somebody's work by now, and stays; one that does not takes the new version. */
function offerBeside(to, lesson, text) {
  const print = fingerprint(text);
  const beside = nameBeside(to, lesson, "new", (file) => fingerprintOf(file) === print || isAsBuilt(file));
  writeWhole(join(to, beside), text);
  return beside;
}

/**
 * A name for a file to be laid beside another one.
 *
 * @param to the learner's folder
 * @param lesson the path in there whose name is extended
 * @param word what it is extended with
 * @param mayBeTaken whether a file that has such a name already may be overwritten
 * @returns a path in `to`
 * @example nameBeside(folder, "en/02-all-at-once.ipynb", "mine") // "en/02-all-at-once.mine.ipynb"
 */
export function nameBeside(to, lesson, word, mayBeTaken = () => false) {
  const { dir, name, ext } = parse(lesson);
  for (let count = 1; ; count++) {
    const beside = `${dir}/${name}.${word}${count === 1 ? "" : `-${count}`}${ext}`.replace(/^\//, "");
    if (!isThere(join(to, beside)) || mayBeTaken(join(to, beside))) return beside;
  }
}

/** Whether there is something of that name, be it a link that leads nowhere. */
export function isThere(file) {
  return lstatSync(file, { throwIfNoEntry: false }) !== undefined;
}

/** Whether a lesson holds nothing but what was given. */
export function isLeftAsGiven(to, lesson, { given }) {
  const file = join(to, lesson);
  const print = fingerprintOf(file);
  if (print === undefined) return false;
  const base = readGiven(to, lesson);
  if (base === undefined) return isAsBuilt(file); // It is not known what was given.
  // A page that is no lesson is there to be run, not to be worked in.
  return print === given[lesson] || print === fingerprint(base) || isPage(to, lesson);
}

const isPage = (to, lesson) =>
  !/^\d\d-/.test(parse(lesson).base) && findAdded(readFileSync(join(to, lesson), "utf8")) !== "changes";

const isAsBuilt = (file) => findAdded(readPlain(file) ?? "") === "nothing";

/** The fingerprint of a file that can be read and is no link; undefined for any other. */
export function fingerprintOf(file) {
  const text = readPlain(file);
  return text === undefined ? undefined : fingerprint(text);
}

/** What a file holds that can be read, and is no link: behind one lies what is the learner's. */
export function readPlain(file) {
  try {
    return lstatSync(file).isFile() ? readFileSync(file, "utf8") : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a notebook was made of a version: its cells are all there, edited or not, and none that the other alone has. */
function isMadeOf(notebook, version, other) {
  const idsOf = (text) => (readCells(text ?? "") ?? []).map(({ id }) => id);
  const [ids, these] = [new Set(idsOf(notebook)), new Set(idsOf(version))];
  if (these.size === 0 || [...these].some((id) => !ids.has(id))) return false;
  return !idsOf(other).some((id) => !these.has(id) && ids.has(id));
}

/** A lesson that is no longer in the course: forgotten, and taken away where nobody worked in it. */
function dropRemoved(from, to, lessons, record) {
  const gone = [];
  for (const lesson of Object.keys(record.given)) {
    // Without its language's folder it is not removed: it is not there yet.
    if (lessons.includes(lesson) || !lessons.some((other) => parse(other).dir === parse(lesson).dir))
      continue;
    if (isLeftAsGiven(to, lesson, record)) rmSync(join(to, lesson));
    else if (isThere(join(to, lesson))) gone.push(lesson);
    rmSync(givenFile(to, lesson), { force: true });
    delete record.given[lesson];
  }
  return gone;
}

/** What lies in the languages' folders, and is not hidden. */
export function listLessons(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((language) => language.isDirectory() && !language.name.startsWith("."))
    .flatMap(({ name }) =>
      readdirSync(join(folder, name), { withFileTypes: true })
        .filter((file) => file.isFile() && !file.name.startsWith("."))
        .map((file) => `${name}/${file.name}`),
    )
    .sort();
}

const givenFile = (to, lesson) => join(to, ".async-lab", "given", lesson);

/** One that cannot be read is as good as none: then nothing is taken for known. */
function parseRecord(text) {
  try {
    const given = JSON.parse(text ?? "{}");
    return typeof given === "object" && given !== null && !Array.isArray(given) ? given : {};
  } catch {
    return {};
  }
}
