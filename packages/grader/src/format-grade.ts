import type { ErrorFound, LocalizedJudgement } from "async-lab/checks";
import type { CellProblem } from "./grade.js";
import type { Messages } from "./messages/index.js";

/** The problem of a cell in one line: where, what kind, and what was said. */
export function formatProblem({ cell, kind, error }: CellProblem, words: Messages["page"]): string {
  const place = error?.place ?? words.cell(String(cell));
  return [place, words.problem[kind], ...(error ? [error.message] : [])].join(": ");
}

/** What `scrape` threw in one line, with its name; some messages begin with it. */
export function formatThrown({ name, message, place }: ErrorFound, words: Messages["page"]): string {
  const sentence = words.threw(message.startsWith(name) ? message : `${name}: ${message}`);
  return place === undefined ? sentence : `${place}: ${sentence}`;
}

/** What all criteria say alike, to be said once; nothing where they differ. */
export function commonFeedback(judgements: readonly LocalizedJudgement[]): string | undefined {
  const [first] = judgements;
  return judgements.every(({ feedback }) => feedback === first?.feedback) ? first?.feedback : undefined;
}
