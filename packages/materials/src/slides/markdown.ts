/** Reads as much Markdown as the course's text cells hold. */
import type { Run } from "./deck.js";

export type MarkdownBlock =
  | { readonly kind: "heading"; readonly level: number; readonly runs: readonly Run[] }
  | { readonly kind: "paragraph"; readonly runs: readonly Run[] }
  | { readonly kind: "list"; readonly ordered: boolean; readonly items: readonly (readonly Run[])[] }
  | { readonly kind: "table"; readonly rows: readonly (readonly (readonly Run[])[])[] }
  | { readonly kind: "code"; readonly language: string; readonly code: string };

const FENCE = /^```(\w*)\n([\s\S]*?)\n```$/;
const ITEM = /^(?:[-*]|(\d+)\.) +/;

/**
 * Takes a text cell apart.
 *
 * @param source Markdown with headings, paragraphs, lists of one level, tables and fenced code
 * @example readMarkdown("# One by one\n\nA *loop*.") // [{ kind: "heading", … }, { kind: "paragraph", … }]
 */
export function readMarkdown(source: string): MarkdownBlock[] {
  return splitBlocks(source).flatMap((text): MarkdownBlock[] => {
    const [, language, code] = FENCE.exec(text) ?? [];
    if (code !== undefined) return [{ kind: "code", language: language ?? "", code }];
    const heading = /^(#+) (.+)$/.exec(text);
    if (heading)
      return [{ kind: "heading", level: heading[1]?.length ?? 1, runs: readInline(heading[2] ?? "") }];
    const lines = text.split("\n");
    if (lines[0]?.startsWith("|")) return [{ kind: "table", rows: readRows(lines) }];
    if (ITEM.test(text)) return [readList(lines)];
    return text.startsWith("<") ? [] : [{ kind: "paragraph", runs: readInline(lines.join(" ")) }];
  });
}

/** What empty lines keep apart, but for those inside fences. */
function splitBlocks(source: string): string[] {
  const parts = source.split(/(^```[\s\S]*?^```$)/m);
  return parts
    .flatMap((part, index) => (index % 2 === 1 ? [part] : part.split(/\n\s*\n|(?<=^#.*)\n/m)))
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

function readList(lines: readonly string[]): MarkdownBlock {
  const items: string[] = [];
  for (const line of lines) {
    if (ITEM.test(line)) items.push(line.replace(ITEM, ""));
    else items.push(`${items.pop() ?? ""} ${line.trim()}`);
  }
  return { kind: "list", ordered: /^\d/.test(lines[0] ?? ""), items: items.map((item) => readInline(item)) };
}

function readRows(lines: readonly string[]): Run[][][] {
  return lines
    .filter((line) => !/^\|[\s|:-]+\|$/.test(line) || /^\|\s*\|/.test(line))
    .map((line) =>
      line
        .slice(1, line.lastIndexOf("|"))
        .split(/(?<!\\)\|/)
        .map((cell) => readInline(cell.trim().replaceAll("\\|", "|"))),
    );
}

const INLINE =
  /(?<ticks>`+)(?<code>.+?)\k<ticks>(?!`)|\[(?<label>[^\]]+)\]\((?<href>[^)\s]+)\)|\*\*(?<bold>.+?)\*\*|\*(?<italic>[^*]+)\*|<kbd>(?<key>.+?)<\/kbd>|\\(?<escaped>[\\`*_{}[\]()#+.!|<>-])/g;

/** Text in one line, with its code, its emphasis and its links. */
export function readInline(text: string): Run[] {
  const runs: Run[] = [];
  const add = (run: Run) => {
    const last = runs.at(-1);
    // What was only escaped goes on with the text around it.
    if (last && Object.keys(last).length === 1 && Object.keys(run).length === 1)
      runs.splice(-1, 1, { text: last.text + run.text });
    else if (run.text !== "") runs.push(run);
  };
  let end = 0;
  for (const match of text.matchAll(INLINE)) {
    add({ text: text.slice(end, match.index) });
    end = match.index + match[0].length;
    const { code, label, href, bold, italic, key, escaped } = match.groups ?? {};
    if (code !== undefined) add({ text: code.trim(), code: true });
    else if (label !== undefined) readInline(label).forEach((run) => add(linkOf(run, href ?? "")));
    else if (bold !== undefined) readInline(bold).forEach((run) => add({ ...run, bold: true }));
    else if (italic !== undefined) readInline(italic).forEach((run) => add({ ...run, italic: true }));
    else add({ text: key ?? escaped ?? "" });
  }
  add({ text: text.slice(end) });
  return runs;
}

/** From a slide only a whole address leads anywhere. */
const linkOf = (run: Run, href: string): Run => (/^https?:/.test(href) ? { ...run, link: href } : run);

/** The words alone. */
export const plainText = (runs: readonly Run[]): string => runs.map(({ text }) => text).join("");
