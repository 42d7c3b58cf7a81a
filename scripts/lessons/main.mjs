import { existsSync, readFileSync, renameSync, rmSync } from "node:fs";
import { basename, dirname, join, parse, resolve } from "node:path";
import { UserError } from "../set-up/failure.mjs";
import { checkLanguage, readOptions as read } from "../set-up/read-options.mjs";
import { speak, words } from "../words/index.mjs";
import { findAdded, fingerprint } from "./added-work.mjs";
import { built } from "./find-work.mjs";
import {
  fingerprintOf,
  giveLesson,
  isThere,
  listLessons,
  nameBeside,
  openRecord,
  readGiven,
  readPlain,
} from "./place-lessons.mjs";
import { alone, workingCopy } from "./working-copy.mjs";

/**
 * `npm run lesson`: shows what the new version of a lesson changed, or puts a fresh copy in place.
 *
 * @param args the command line
 * @returns the exit code
 */
export async function main(args) {
  const { help, verb, lessons, folder, isNamed } = readOptions(args);
  const say = words().lessons;
  if (help) return (console.log(say.help), 0);
  if (!existsSync(folder)) throw new UserError(say.noFolder(folder));
  const worked = lessons.filter((lesson) => !isBuilt(join(folder, lesson), lesson));
  if (verb === "changes") for (const lesson of worked) await showChanges(folder, lesson);
  else await alone(folder, () => worked.forEach((lesson) => putFresh(folder, lesson)));
  // Of two languages, the one that nobody worked in is not worth a word.
  const untouched = worked.length > 0 && !isNamed ? [] : lessons.filter((lesson) => !worked.includes(lesson));
  for (const lesson of untouched) console.log(say.untouched(lesson));
  return 0;
}

function readOptions(args) {
  const say = words().lessons;
  const options = { lang: { type: "string" }, notebooks: { type: "string" } };
  const { lang, notebooks, help, positionals } = read("npm run lesson --", args, options, {
    allowPositionals: true,
  });
  speak(lang);
  const [verb, given, more] = positionals;
  if (help || verb === undefined) return { help: true };
  if (verb !== "changes" && verb !== "fresh") throw new UserError(say.badOption(say.badVerb(verb)));
  checkLanguage(lang);
  if (given === undefined || more !== undefined) throw new UserError(say.badOption(say.whichOne));
  const language = lang ?? /(?:^|[\\/])(en|es)[\\/]/.exec(given)?.[1];
  const lessons = findLessons(basename(given), language);
  if (lessons.length === 0) throw new UserError(say.badOption(say.unknownLesson(given)));
  const folder = notebooks === undefined ? workingCopy : resolve(process.env.INIT_CWD ?? "", notebooks);
  return { verb, lessons, folder, isNamed: language !== undefined };
}

/** `02`, a lesson's name, or the path of its notebook or of one beside it. */
function findLessons(given, language) {
  const name = given.replace(/(\.(new|mine)(-\d+)?)?\.ipynb$/, "");
  const isAsked = (base) =>
    /^\d{1,2}$/.test(name) ? base.startsWith(`${name.padStart(2, "0")}-`) : parse(base).name === name;
  return listLessons(built).filter(
    (lesson) => isAsked(basename(lesson)) && (language === undefined || dirname(lesson) === language),
  );
}

const isBuilt = (file, lesson) => fingerprintOf(file) === fingerprint(readBuilt(lesson));

const readBuilt = (lesson) => readFileSync(join(built, lesson), "utf8");

async function showChanges(folder, lesson) {
  // Loaded here: it needs a package, and `--help` comes before the packages.
  const { compareLines, compareVersions } = await import("./compare.mjs");
  const say = words().lessons;
  const given = readGiven(folder, lesson);
  if (given === undefined) return console.log(say.noBase(lesson));
  const changes = compareVersions(given, readBuilt(lesson));
  if (changes.length === 0) return console.log(say.noChanges(lesson));
  console.log(say.changes(lesson, changes.length));
  for (const { number, before, after } of changes) {
    const { added, changed, removed } = say.cell;
    const title = after === undefined ? removed : (before === undefined ? added : changed)(number);
    console.log(["", title, ...compareLines(before, after)].join("\n"));
  }
}

function putFresh(folder, lesson) {
  const say = words().lessons;
  const file = join(folder, lesson);
  const text = readBuilt(lesson);
  // What only ran can be run again.
  if (isThere(file) && findAdded(readPlain(file) ?? "") === "changes") {
    const kept = nameBeside(folder, lesson, "mine");
    renameSync(file, join(folder, kept));
    console.log(say.kept(kept));
  }
  giveLesson(folder, lesson, text);
  const record = openRecord(folder);
  record.given[lesson] = fingerprint(text);
  record.save();
  // The new version is not laid beside itself.
  const offer = nameBeside(folder, lesson, "new", (beside) => isBuilt(beside, lesson));
  rmSync(join(folder, offer), { force: true });
  console.log(say.fresh(lesson));
}
