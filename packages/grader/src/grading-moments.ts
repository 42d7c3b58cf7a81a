import type { ParsedNotebook } from "./read-notebook.js";

/** Comments and texts: what stands in them is no call. */
const noCode = /\/\*[^]*?\*\/|\/\/[^\n]*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'/g;

const checks = /\bcheckHomework\s*\(/;
const checksScrape = /\bcheckHomework\s*\([^;]*?\bscrape\b/;
const declares = /\bfunction\s*\*?\s*scrape\b|\b(?:const|let|var)\s+scrape\b|(?<![\w.$])scrape\s*=(?![=>])/;
const brings = /\b(?:import|const|let|var)\s*\{[^}]*\bscrape\b/;
const calls = /(?<![\w.$]|\bfunction\s)scrape\s*\(/;

function withoutTexts(code: string): string {
  return code.replace(noCode, " ");
}

/** Whether the code of a cell declares `scrape`, assigns it, or brings it from somewhere else. */
export function declaresScrape(code: string): boolean {
  const plain = withoutTexts(code);
  return declares.test(plain) || brings.test(plain);
}

/**
 * When `scrape` is called: after how many of the cells, the earliest moment first.
 *
 * The check in the notebook judges `scrape` as it is when its cell runs, so the grader calls it at the end of that cell,
 * the last one where there are several: whatever a later cell declares, changes or breaks has no part in it. Only where
 * nothing is there to call by then, since the check was moved or `scrape` was written below it, does the next moment count:
 * where there is no check, it is before the first cell that calls `scrape`, below the last one that declares it. The last
 * moment is the end.
 *
 * @example gradingMoments([{ number: 1, code: "function scrape() {}" }, { number: 2, code: "checkHomework(scrape)" }]) // [2]
 */
export function gradingMoments(cells: ParsedNotebook["cells"]): number[] {
  const codes = cells.map(({ code }) => withoutTexts(code));
  const lastWith = (pattern: RegExp) => codes.findLastIndex((code) => pattern.test(code));
  const check = lastWith(checksScrape) >= 0 ? lastWith(checksScrape) : lastWith(checks);
  const declared = lastWith(declares);
  const called = codes.findIndex((code, at) => declared >= 0 && at > declared && calls.test(code));
  const moments = [check + 1, called < 0 ? 0 : called, cells.length].filter((count) => count > 0);
  return moments.filter((count, at) => moments.slice(0, at).every((earlier) => earlier < count));
}
