/** Puts drafts on slides: as large as they fit, and on a second slide where they do not. */
import type { Block, Placed, Slide, TableBlock } from "./deck.js";
import type { Draft } from "./draft.js";
import { type Fit, type Fitted, fitBlock, fitParagraphs } from "./fit.js";
import { body, gap, sizes } from "./style.js";

const ROOM = body.bottom - body.top;

/** From large to small: the first at which a draft fits on one slide. Sizes are in points. */
const SIZES = [
  { text: 26, code: 22, table: 22, short: "nothing", outputLines: 12 },
  { text: 24, code: 20, table: 20, short: "nothing", outputLines: 12 },
  { text: 22, code: 18, table: 18, short: "nothing", outputLines: 12 },
  { text: 22, code: 18, table: 18, short: "lists", outputLines: 8 },
  { text: 20, code: 18, table: 16, short: "lists", outputLines: 8 },
  { text: 22, code: 18, table: 18, short: "everything", outputLines: 6 },
  { text: 20, code: 18, table: 16, short: "everything", outputLines: 4 },
] as const satisfies readonly Omit<Fit, "more">[];

/** What a slide says besides its lesson's own words. */
interface Words {
  readonly more: (lines: number) => string;
  readonly part: (title: string, part: number) => string;
}

/**
 * Makes slides of a draft: one, if what it holds fits at some size.
 *
 * @param footer what stands at the foot
 */
export async function layOut(draft: Draft, footer: string, words: Words): Promise<Slide[]> {
  const pages = await paginate(draft, words.more);
  return pages.map((page, index): Slide => {
    const blocks = place(page);
    return {
      layout: blocks.some(({ kind }) => kind === "picture") ? "picture" : "content",
      title: index === 0 ? draft.title : words.part(draft.title, index + 1),
      footer,
      blocks,
      // Said where it is shown first.
      notes: index === 0 ? draft.notes : [],
    };
  });
}

async function paginate(draft: Draft, more: Fit["more"]): Promise<Fitted[][]> {
  const fitAll = (fit: Omit<Fit, "more">) =>
    Promise.all(draft.blocks.map((block) => fitBlock(block, { ...fit, more })));
  // Beside a picture the text takes no more than it needs.
  const isPicture = draft.blocks.some(({ kind }) => kind === "picture");
  for (const size of SIZES) {
    if (isPicture && size.text > sizes.text) continue;
    const fitted = await fitAll(size);
    // Larger is no better where it breaks lines.
    const isBroken = size.code > sizes.code && fitted.some(({ broken }) => broken);
    if (!isBroken && isPage(fitted)) return [fitted];
  }
  // On several slides, then: as few as the shortened texts need.
  const divided = await Promise.all(SIZES.filter(({ short }) => short === "everything").map(fitAll));
  const [fewest = []] = divided.map(fillPages).sort((a, b) => a.length - b.length);
  return fewest;
}

function fillPages(blocks: readonly Fitted[]): Fitted[][] {
  const pages: Fitted[][] = [[]];
  for (const fitted of blocks.flatMap((each) => divide(each))) {
    const page = pages.at(-1) ?? [];
    if (page.length === 0 || isPage([...page, fitted])) page.push(fitted);
    else pages.push([fitted]);
  }
  return pages.map((page) => joinTexts(page));
}

/** Paragraphs that came to one page are one block again. */
function joinTexts(page: readonly Fitted[]): Fitted[] {
  const joined: Fitted[] = [];
  for (const fitted of page) {
    const [{ block }, last] = [fitted, joined.at(-1)?.block];
    if (block.kind === "text" && last?.kind === "text")
      joined.splice(-1, 1, fitParagraphs([...last.paragraphs, ...block.paragraphs], block.size));
    else joined.push(fitted);
  }
  return joined;
}

const heightOfPage = (page: readonly Fitted[]): number =>
  page.reduce((height, each) => height + each.height, 0) + gap * (page.length - 1);

const isPage = (page: readonly Fitted[]): boolean => heightOfPage(page) <= ROOM;

/** A text's paragraphs; and what is higher than a slide in pieces that are not: lines of code, rows below a table's head. */
function divide({ block, height }: Fitted): Fitted[] {
  if (block.kind === "text")
    return block.paragraphs.map((paragraph) => fitParagraphs([paragraph], block.size));
  if (height <= ROOM) return [{ block, height }];
  const parts = Math.ceil(height / ROOM);
  if (block.kind === "code") {
    const length = Math.ceil(block.lines.length / parts);
    return Array.from({ length: parts }, (_, part) => {
      const lines = block.lines.slice(part * length, (part + 1) * length);
      return { block: { ...block, lines }, height: (height * lines.length) / block.lines.length + gap };
    });
  }
  if (block.kind === "table") return divideTable(block);
  throw new Error(
    `a block of a slide is ${height.toFixed(1)} inches high, and there is room for ${ROOM.toFixed(1)}`,
  );
}

function divideTable(table: TableBlock): Fitted[] {
  const [head, ...rows] = table.rows;
  const [headHeight = 0, ...heights] = table.heights;
  const parts: { rows: (typeof table.rows)[number][]; heights: number[] }[] = [];
  let left = 0;
  for (const [index, row] of rows.entries()) {
    const height = heights[index] ?? 0;
    if (height > left) {
      parts.push({ rows: head ? [head] : [], heights: [headHeight] });
      left = ROOM - headHeight;
    }
    parts.at(-1)?.rows.push(row);
    parts.at(-1)?.heights.push(height);
    left -= height;
  }
  return parts.map((part) => ({
    block: { ...table, ...part },
    height: part.heights.reduce((a, b) => a + b, 0),
  }));
}

/** One below the other; a picture takes the room that the others leave. */
function place(page: readonly Fitted[]): Placed[] {
  let top: number = body.top;
  const pictures = page.filter(({ block }) => block.kind === "picture").length;
  const spare = (ROOM - heightOfPage(page)) / Math.max(1, pictures);
  return page.map(({ block, height }): Placed => {
    const box = boxOf(block, top, height, spare);
    top += box.height + gap;
    return { ...block, box };
  });
}

function boxOf(block: Block, top: number, height: number, spare: number): Placed["box"] {
  if (block.kind !== "picture") return { left: body.left, top, width: body.width, height };
  const width = Math.min(body.width, (height + spare) / block.ratio);
  return { left: body.left, top, width, height: width * block.ratio };
}
