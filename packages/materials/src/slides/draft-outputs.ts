/** What of a cell's outputs goes on a slide. */
import type { ExecutedCell, Output } from "../model.js";
import type { DraftBlock, Rows } from "./draft.js";

/**
 * The outputs of a cell, as blocks. What a measurement gave is an answer: it is handed back apart, since the slide may
 * hold the question.
 *
 * @param cell not of a prediction nor of a check: these answer the learner
 */
export function draftOutputs(cell: ExecutedCell): { blocks: DraftBlock[]; answer: string | undefined } {
  const isMeasured = /^\s*(?:await )?measured\(/m.test(cell.source);
  const shown = cell.outputs.filter((output) => !isPassing(output));
  const answer = isMeasured
    ? shown.findLast((output) => output.kind === "html" && !output.html.includes("<table"))
    : undefined;
  return {
    blocks: joinTexts(shown.filter((output) => output !== answer).flatMap((output) => draftOutput(output))),
    answer: answer && "text" in answer ? stripRemark(answer.text) : undefined,
  };
}

/** What was printed and what the last line gave, one below the other. */
function joinTexts(blocks: readonly DraftBlock[]): DraftBlock[] {
  const joined: DraftBlock[] = [];
  for (const block of blocks) {
    const last = joined.at(-1);
    if (block.kind === "output" && last?.kind === "output" && !block.failed && !last.failed)
      joined.splice(-1, 1, { ...block, text: `${last.text}\n${block.text}` });
    else joined.push(block);
  }
  return joined;
}

/** Progress bars, and what the kernel remarks about the cell itself. */
const isPassing = (output: Output): boolean =>
  (output.kind === "html" && output.html.includes('role="progressbar"')) ||
  (output.kind === "text" && output.from === "stderr");

/** A prediction that nobody made is no news on a slide. */
const stripRemark = (text: string): string => text.replace(/\s*\([^)]*\)\s*$/, "");

function draftOutput(output: Output): DraftBlock[] {
  if (output.kind === "chart") return [{ kind: "picture", svg: output.svg, description: output.description }];
  if (output.kind === "error")
    return [{ kind: "output", text: `${output.name}: ${output.message}`, failed: true }];
  const rows = output.kind === "html" ? readHtmlTable(output.html) : readConsoleTable(output.text);
  if (rows) return [{ kind: "table", rows }];
  const text = output.text.trimEnd();
  return text === "" ? [] : [{ kind: "output", text, failed: false }];
}

/** The table that `console.table` draws; what stands around it is left out. */
export function readConsoleTable(text: string): Rows | undefined {
  if (!text.startsWith("┌")) return undefined;
  const rows = text
    .split("\n")
    .filter((line) => line.startsWith("│"))
    .map((line) =>
      line
        .slice(1, -1)
        .split("│")
        .map((cell) => [{ text: cell.trim().replace(/^'(.*)'$|^\(index\)$/, "$1") }]),
    );
  return rows.length > 1 ? rows : undefined;
}

/** A table of the course's own, whose rows have a head and a value; its caption becomes the table's head. */
function readHtmlTable(html: string): Rows | undefined {
  const caption = /<caption>(.*?)<\/caption>/s.exec(html)?.[1];
  if (caption === undefined) return undefined;
  const rows = [...html.matchAll(/<tr><th scope="row">(.*?)<\/th><td>(.*?)<\/td><\/tr>/gs)].map(
    ([, head = "", value = ""]) => [[{ text: unescape(head) }], [{ text: unescape(value) }]],
  );
  return rows.length > 0 ? [[[{ text: unescape(caption) }], []], ...rows] : undefined;
}

const unescape = (html: string): string =>
  html
    .replace(/<[^>]+>/g, "")
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(
      /&(amp|lt|gt|quot);/g,
      (_, name: string) => ({ amp: "&", lt: "<", gt: ">", quot: '"' })[name] ?? "",
    );
