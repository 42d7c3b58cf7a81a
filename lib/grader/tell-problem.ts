import type { ErrorFound } from "../checks/index.js";
import type { CellProblem } from "./grade.js";
import type { PageWords } from "./words/index.js";

/**
 * The problem of a cell in one line: where, what kind, and what was said.
 *
 * @param hide takes names out of what was said
 */
export function tellProblem(
  { cell, kind, error }: CellProblem,
  words: PageWords,
  hide: (text: string) => string = (text) => text,
): string {
  const place = error?.place ?? words.cell(String(cell));
  return [place, words.problem[kind], ...(error ? [hide(error.message)] : [])].join(": ");
}

/** What `scrape` threw in one line, with its name; some messages begin with it. */
export function tellThrown({ name, message, place }: ErrorFound, words: PageWords): string {
  const told = words.threw(message.startsWith(name) ? message : `${name}: ${message}`);
  return place === undefined ? told : `${place}: ${told}`;
}
