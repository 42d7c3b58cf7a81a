import { readFileSync } from "node:fs";
import { join } from "node:path";
import { courseFolder } from "async-lab/course";
import { splitCode } from "./code-tokens.js";
import { languages } from "./messages/index.js";
import { readNotebook } from "./read-notebook.js";

const homeworkLesson = "09-homework.ipynb";

/**
 * Whether a notebook can be somebody's homework: some code in it calls something `scrape`. Of a file that cannot be read
 * as a notebook one cannot tell; there the bare word will do.
 */
export function isHomework(text: string): boolean {
  const read = readNotebook(text);
  if ("why" in read) return /\bscrape\b/.test(text);
  return read.cells.some(({ code }) =>
    splitCode(code).some(({ kind, text: word }) => kind === "name" && word === "scrape"),
  );
}

let known: ReadonlySet<string> | undefined;

/**
 * Whether the code of a cell is as the homework came, in either language, but for the cell to be written. Where the
 * course's notebooks are not there, none is.
 */
export function isHandedOut(code: string): boolean {
  known ??= new Set(languages.flatMap(readLesson));
  return known.has(code.trim());
}

function readLesson(language: string): string[] {
  let text: string;
  try {
    text = readFileSync(join(courseFolder(), "notebooks", language, homeworkLesson), "utf8");
  } catch {
    return [];
  }
  const lesson = readNotebook(text);
  // The cell of `scrape` is always shown, also where it was left as it came.
  return "why" in lesson
    ? []
    : lesson.cells.map(({ code }) => code.trim()).filter((code) => !/\bfunction scrape\b/.test(code));
}
