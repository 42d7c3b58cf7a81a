/** A lesson's cells, those on slides, as drafts of slides. */
import type { ExecutedCell, ExecutedLesson, Language } from "../model.js";
import { chooseSentences, standsOut } from "./choose-text.js";
import { isOneStatement } from "./code.js";
import type { Draft, DraftBlock, DraftParagraph } from "./draft.js";
import { draftOutputs } from "./draft-outputs.js";
import { type MarkdownBlock, plainText, readMarkdown } from "./markdown.js";
import { messages } from "./messages.js";

/**
 * Drafts the slides of a lesson, its title's first.
 *
 * A slide's title is the heading of its text, or else that of its section. Of a paragraph it takes a sentence; lists and
 * tables whole; code with what it showed. The answer to a prediction is not on the slide that asks for it, but in its
 * notes, as is the whole of each text.
 *
 * @throws Error when the lesson's first cell is on no slide
 */
export function draftLesson(lesson: ExecutedLesson): Draft[] {
  const drafts: MutableDraft[] = [];
  let section = "";
  for (const cell of lesson.cells) {
    section = readHeading(cell) ?? section;
    if (cell.slide === "skip") continue;
    if (cell.slide === "slide" || cell.slide === "subslide")
      drafts.push({ title: section, blocks: [], notes: [] });
    const draft = drafts.at(-1);
    if (!draft)
      throw new Error(`${lesson.name}: cell ${cell.id} goes on with a slide, and there is none before it`);
    addCell(draft, cell, lesson.language);
  }
  if (drafts.length === 0 || lesson.cells[0]?.slide !== "slide")
    throw new Error(
      `${lesson.name}: its first cell is not marked as a slide, which gives the lesson its title`,
    );
  return drafts;
}

interface MutableDraft {
  title: string;
  blocks: DraftBlock[];
  notes: string[];
  asks?: boolean;
}

function addCell(draft: MutableDraft, cell: ExecutedCell, language: Language): void {
  if (cell.type === "markdown") {
    draft.notes.push(...readNotes(cell.source));
    if (cell.slide !== "notes") for (const block of draftText(cell.source)) addBlock(draft, block);
    return;
  }
  const unit = /^predict\("[\w-]+", \/\* (.+) \*\/\);$/.exec(cell.source.trim())?.[1];
  if (unit !== undefined) {
    draft.asks = true;
    draft.blocks.push({ kind: "callout", runs: [{ text: messages(language).prediction(unit) }] });
    return;
  }
  if (cell.tags.includes("check")) return;
  const { blocks, answer } = draftOutputs(cell);
  // What only draws a picture says nothing beside it.
  const draws = isOneStatement(cell.source) && blocks.some(({ kind }) => kind === "picture");
  if (draws) draft.notes.push(cell.source.trim());
  else draft.blocks.push({ kind: "code", code: stripMeasuring(cell.source.trim()), language: "typescript" });
  draft.blocks.push(...blocks);
  if (answer === undefined) return;
  if (draft.asks) draft.notes.push(messages(language).answer(answer));
  else draft.blocks.push({ kind: "callout", runs: [{ text: answer }] });
}

/** The last line that puts what was measured beside a prediction, unless it is all there is. */
const stripMeasuring = (code: string): string => code.replace(/\nmeasured\(.*\);$/, "");

/** Texts that follow each other are one block. */
function addBlock(draft: MutableDraft, block: DraftBlock): void {
  const last = draft.blocks.at(-1);
  if (block.kind === "text" && last?.kind === "text")
    draft.blocks.splice(-1, 1, { kind: "text", paragraphs: [...last.paragraphs, ...block.paragraphs] });
  else draft.blocks.push(block);
}

const readHeading = (cell: ExecutedCell): string | undefined => {
  const heading =
    cell.type === "markdown" ? readMarkdown(cell.source).find(({ kind }) => kind === "heading") : undefined;
  return heading?.kind === "heading" ? plainText(heading.runs) : undefined;
};

/**
 * A text up to its second heading: "Where to read on" is for reading at home. Of the paragraphs the first, what leads to
 * a list, and what stands out.
 */
function draftText(source: string): DraftBlock[] {
  const blocks = readMarkdown(source);
  const second = blocks.findIndex(({ kind }, index) => index > 0 && kind === "heading");
  const first = blocks.findIndex(({ kind }) => kind !== "heading");
  return blocks
    .slice(0, second < 0 ? undefined : second)
    .filter(
      (block, index) =>
        block.kind !== "paragraph" ||
        index === first ||
        blocks[index + 1]?.kind === "list" ||
        standsOut(block.runs),
    )
    .flatMap((block) => draftMarkdown(block));
}

function draftMarkdown(block: MarkdownBlock): DraftBlock[] {
  switch (block.kind) {
    case "heading":
      return [];
    case "paragraph": {
      const [runs, short] = [chooseSentences(block.runs), chooseSentences(block.runs, { short: true })];
      return [{ kind: "text", paragraphs: [{ runs, short }] }];
    }
    case "list": {
      const list = block.ordered ? "number" : "bullet";
      const paragraphs = block.items.map((runs, index): DraftParagraph => ({
        runs,
        short: chooseSentences(runs, { short: true }),
        list,
        number: index + 1,
      }));
      return [{ kind: "text", paragraphs }];
    }
    case "table":
      return [{ kind: "table", rows: block.rows }];
    case "code":
      return [{ kind: "code", code: block.code, language: block.language }];
  }
}

/** The whole text, a paragraph for each block, without Markdown's marks. */
function readNotes(source: string): string[] {
  return readMarkdown(source).flatMap((block) => {
    switch (block.kind) {
      case "heading":
        return [plainText(block.runs)];
      case "paragraph":
        return [plainText(block.runs)];
      case "list":
        return block.items.map(
          (item, index) => `${block.ordered ? `${String(index + 1)}.` : "•"} ${plainText(item)}`,
        );
      case "table":
        return block.rows.map((row) => row.map((cell) => plainText(cell)).join(" | "));
      case "code":
        return block.code.split("\n");
    }
  });
}
