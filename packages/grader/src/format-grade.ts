import type { ErrorFound, LocalizedJudgement } from "async-lab/checks";
import type { CellProblem } from "./grade.js";
import type { Messages } from "./messages/index.js";
import type { Hide } from "./text.js";

/**
 * The problem of a cell in one line: where, what kind, and what was said.
 *
 * @param hide takes names out of what was said
 */
export function formatProblem(
  { cell, kind, error }: CellProblem,
  words: Messages["page"],
  hide: Hide = (text) => text,
): string {
  const place = error?.place ?? words.cell(String(cell));
  return [place, words.problem[kind], ...(error ? [hideMessage(error.message, kind, hide)] : [])].join(": ");
}

/**
 * What `scrape` threw in one line, with its name; some messages begin with it.
 *
 * @param hide takes names out of what was thrown
 */
export function formatThrown(
  { name, message, place }: ErrorFound,
  words: Messages["page"],
  hide: Hide = (text) => text,
): string {
  const sentence = words.threw(hide(message.startsWith(name) ? message : `${name}: ${message}`));
  return place === undefined ? sentence : `${place}: ${sentence}`;
}

/**
 * Why a file could not be run, without names: what the submission says of itself stands between parentheses, and the rest is
 * the grader's own sentence.
 */
export function formatUnreadable(unreadable: string, hide: Hide): string {
  return unreadable.replace(/\(.*\)/s, (found) => hide(found));
}

/**
 * The message of a cell that did not end well, without names. The compiler's sentences are the course's own, but for what
 * they quote.
 */
export function hideMessage(message: string, kind: CellProblem["kind"], hide: Hide): string {
  return kind === "type error" ? message.replace(/(["'`])[^]*?\1/g, (quoted) => hide(quoted)) : hide(message);
}

/** What all criteria say alike, to be said once; nothing where they differ. */
export function commonFeedback(judgements: readonly LocalizedJudgement[]): string | undefined {
  const [first] = judgements;
  return judgements.every(({ feedback }) => feedback === first?.feedback) ? first?.feedback : undefined;
}
