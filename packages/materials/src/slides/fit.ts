/** How large each block is at a size, and what it becomes when it is made to fit. */
import type { Block, OutputBlock, Paragraph, Run, TableBlock, TextBlock } from "./deck.js";
import { breakLine, fitCode, highlight } from "./code.js";
import type { DraftBlock, DraftParagraph, Rows } from "./draft.js";
import { chooseSentences } from "./choose-text.js";
import { body, columnsOf, heightOf, inset, narrowestPicture, widthOf } from "./style.js";

/** How much room a slide's blocks are given. */
export interface Fit {
  readonly text: number;
  readonly code: number;
  readonly table: number;
  /** Of what there is only the first sentence: of no text, of a list's items, or of paragraphs and a table's cells, too. */
  readonly short: "nothing" | "lists" | "everything";
  /** The most lines of an output. */
  readonly outputLines: number;
  /** What stands for the lines that are left out. */
  readonly more: (lines: number) => string;
}

/** A block and the height that it needs, in inches; a picture needs that much and takes what is left. */
export interface Fitted {
  readonly block: Block;
  readonly height: number;
  /** That its lines of code had to be broken. */
  readonly broken?: true;
}

/** In inches: between paragraphs, and how far in a list's text stands. */
const PARAGRAPH_GAP = 0.11;
const LIST_INDENT = 0.38;
const CELL_INSET = { x: 0.1, y: 0.06 } as const;
/** Fonts that stand in for ours are a little wider now and then. */
const SURE = 0.97;
/** How much wider than it needs a table gets. */
const MOST_STRETCH = 1.5;
const inner = body.width - 2 * inset.x;

/** Makes a block as large as `fit` says, and measures it. */
export async function fitBlock(block: DraftBlock, fit: Fit): Promise<Fitted> {
  switch (block.kind) {
    case "text":
      return fitText(block.paragraphs, fit);
    case "callout": {
      const height = heightOf(countLines(block.runs, inner, fit.text), fit.text) + 2 * inset.y;
      return { block: { kind: "callout", size: fit.text, runs: block.runs }, height };
    }
    case "code": {
      const lines = await fitCode(block.code, columnsOf(inner, fit.code));
      const colored = block.language === "typescript" ? highlight(lines) : lines.map(plainLine);
      return {
        block: { kind: "code", size: fit.code, lines: colored },
        height: heightOfFrame(lines.length, fit.code),
        ...(lines.join("\n") !== block.code && { broken: true }),
      };
    }
    case "output": {
      const output = fitOutput(block.text, block.failed, fit);
      return { block: output, height: heightOfFrame(output.lines.length, output.size) };
    }
    case "table":
      return fitTable(block.rows, fit);
    case "picture": {
      const [, width, height] =
        /<svg\b[^>]*?\swidth="([\d.]+)"[^>]*?\sheight="([\d.]+)"/.exec(block.svg) ?? [];
      const ratio = Number(height) / Number(width);
      if (!(ratio > 0)) throw new Error(`a chart's SVG has no size: ${block.description}`);
      return {
        block: { ...block, ratio },
        height: Math.min(narrowestPicture * ratio, body.bottom - body.top),
      };
    }
  }
}

const heightOfFrame = (lines: number, size: number): number => heightOf(lines, size) + 2 * inset.y;

const plainLine = (text: string): Run[] => (text === "" ? [] : [{ text, code: true }]);

function fitText(drafts: readonly DraftParagraph[], { text: size, short }: Fit): Fitted {
  const paragraphs = drafts.map(({ short: first, ...draft }): Paragraph => ({
    ...draft,
    runs: short === "everything" || (short === "lists" && draft.list) ? first : draft.runs,
  }));
  return fitParagraphs(paragraphs, size);
}

/** Paragraphs of one size, as a block. */
export function fitParagraphs(
  paragraphs: readonly Paragraph[],
  size: number,
): Fitted & { readonly block: TextBlock } {
  const heights = paragraphs.map(({ runs, list }) =>
    heightOf(countLines(runs, body.width - (list ? LIST_INDENT : 0), size), size),
  );
  const height = sum(heights) + PARAGRAPH_GAP * (heights.length - 1);
  return { block: { kind: "text", size, paragraphs }, height };
}

function fitOutput(text: string, failed: boolean, { code: size, outputLines, more }: Fit): OutputBlock {
  const columns = columnsOf(inner, size);
  const lines = text.split("\n").flatMap((line) => breakLine(line, columns));
  const shown = lines.length <= outputLines ? lines : lines.slice(0, outputLines - 1);
  const left = lines.length - shown.length;
  return { kind: "output", size, failed, lines: left > 0 ? [...shown, more(left)] : shown };
}

function fitTable(rows: Rows, { table: size, short }: Fit): Fitted {
  const cells =
    short === "everything"
      ? rows.map((row) => row.map((cell) => chooseSentences(cell, { short: true })))
      : rows;
  const columns = shareWidth(
    Array.from({ length: Math.max(...cells.map((row) => row.length)) }, (_, column) =>
      Math.max(...cells.map((row, index) => widthOfRuns(row[column] ?? [], size, index === 0))),
    ),
  );
  const heights = cells.map((row, index) => {
    const lines = row.map((cell, column) =>
      countLines(index === 0 ? bold(cell) : cell, (columns[column] ?? 0) - 2 * CELL_INSET.x, size),
    );
    return heightOf(Math.max(1, ...lines), size) + 2 * CELL_INSET.y;
  });
  const block: TableBlock = { kind: "table", size, rows: cells, columns, heights };
  return { block, height: sum(heights) };
}

/**
 * Shares the slide's width among columns: who needs less than an equal share gets what it needs, the others share the
 * rest. What is left over goes to all, each as much again of its own.
 *
 * @param needs what each needs for one line, in inches
 */
export function shareWidth(needs: readonly number[]): number[] {
  const wanted = needs.map((need) => need + 2 * CELL_INSET.x + 0.05);
  const all = sum(wanted);
  if (all <= body.width)
    return wanted.map((width) => (width * Math.min(body.width, all * MOST_STRETCH)) / all);
  const widths: number[] = [];
  let [room, open] = [body.width, wanted.length];
  for (const [width, index] of wanted.map((each, at) => [each, at] as const).sort(([a], [b]) => a - b)) {
    widths[index] = Math.min(width, room / open);
    room -= widths[index];
    open -= 1;
  }
  return widths;
}

const bold = (runs: readonly Run[]): Run[] => runs.map((run) => ({ ...run, bold: true }));

const widthOfRuns = (runs: readonly Run[], size: number, isHead: boolean): number =>
  sum((isHead ? bold(runs) : runs).map((run) => widthOf(run.text, size, run)));

/** How many lines some text takes in a width in inches, broken at spaces. */
export function countLines(runs: readonly Run[], room: number, size: number): number {
  const width = room * SURE;
  let [lines, at, word] = [1, 0, 0];
  const space = widthOf(" ", size);
  const endWord = () => {
    if (at > 0 && at + word > width) [lines, at] = [lines + 1, 0];
    // A word that is wider than a line goes on in the next.
    lines += Math.max(0, Math.ceil(word / width) - 1);
    at += (word % width) + space;
    word = 0;
  };
  for (const run of runs) {
    for (const part of run.text.split(/(\s)/)) {
      if (/^\s$/.test(part)) endWord();
      else word += widthOf(part, size, run);
    }
  }
  if (word > 0) endWord();
  return lines;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
