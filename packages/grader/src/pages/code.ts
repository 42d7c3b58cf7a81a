import { relative, sep } from "node:path";
import type { Language } from "@async-lab/notebook";
import { formatNumber } from "async-lab/record";
import type { SubmissionFile } from "../class/submission-file.js";
import { cleanText, type Hide } from "../text.js";
import { splitCode } from "../code-tokens.js";
import { isHandedOut } from "../homework-notebook.js";
import { readNotebook } from "../read-notebook.js";
import { messages } from "../messages/index.js";
import { html, Html } from "./html.js";

/** Ten times a long homework; data in a cell is no style to judge, and a browser has to hold the page. */
const maxCharacters = 200_000;
const maxLines = 3000;

/** What the code is shown with. */
export interface CodeOptions {
  readonly language: Language;
  /** The folder of the page; the link to the file starts from there. Undefined where the file's name is not shown. */
  readonly folder: string | undefined;
  /** Takes out names where the class is anonymous: of what is written in words, not of what the code calls its things. */
  readonly hide: Hide;
}

/** The cells that were graded, with numbered lines; those that the lesson brought are folded. */
export function renderCode(
  { text, path, shownPath }: SubmissionFile,
  options: CodeOptions,
): Html | undefined {
  const { language, folder } = options;
  const read = readNotebook(text);
  if ("why" in read) return undefined;
  const words = messages(language).page;
  const { cells, unseen } = takeCells(read.cells);
  const file =
    folder === undefined
      ? undefined
      : html`<p>${words.codeFile} <a href="${linkTo(path, folder)}">${shownPath}</a></p>`;
  const more =
    unseen > 0
      ? html`<p class="soft">${words.codeMore(formatNumber(unseen, language), unseen === 1)}</p>`
      : undefined;
  return html`<h2>${words.codeTitle}</h2>
    <p>${words.codeIntro}</p>
    ${file} ${groupCells(cells).map((group) => renderGroup(group, options))} ${more}`;
}

/** A cell, as far as it is shown. */
interface ShownCell {
  readonly number: number;
  readonly lines: readonly string[];
  readonly isHandedOut: boolean;
}

function takeCells(all: readonly { readonly number: number; readonly code: string }[]) {
  const left = { characters: maxCharacters, lines: maxLines };
  let unseen = 0;
  const cells: ShownCell[] = [];
  for (const { number, code } of all) {
    const lines = cleanText(code).split("\n");
    const shown = takeLines(lines, left);
    unseen += lines.length - shown.length;
    if (shown.length > 0) cells.push({ number, lines: shown, isHandedOut: isHandedOut(code) });
  }
  return { cells, unseen };
}

/** Cells of the lesson that follow one another make one fold; each of the others stands by itself. */
function groupCells(cells: readonly ShownCell[]): ShownCell[][] {
  const groups: ShownCell[][] = [];
  for (const cell of cells) {
    const group = groups.at(-1);
    if (cell.isHandedOut && group?.[0]?.isHandedOut) group.push(cell);
    else groups.push([cell]);
  }
  return groups;
}

function renderGroup(group: readonly ShownCell[], { language, hide }: CodeOptions): Html {
  const words = messages(language).page;
  const code = group.map(
    ({ number, lines }) =>
      html`<h3>${words.codeCell(String(number))}</h3>
        ${codeBlock(number, lines, hide)}`,
  );
  const [first, last] = [group[0], group.at(-1)].map((cell) => String(cell?.number));
  return group[0]?.isHandedOut
    ? html`<details>
        <summary>${words.codeHandedOut(first ?? "", last ?? "")}</summary>
        ${code}
      </details>`
    : html`${code}`;
}

/** The next lines that fit; a line that is too long for all of it is cut off. */
function takeLines(lines: readonly string[], left: { characters: number; lines: number }): string[] {
  const taken: string[] = [];
  for (const line of lines) {
    if (left.lines <= 0 || left.characters <= 0) break;
    taken.push(line.length > left.characters ? `${line.slice(0, left.characters)} …` : line);
    left.characters -= line.length + 1;
    left.lines -= 1;
  }
  return taken;
}

const tokenClasses: Readonly<Record<string, string>> = { keyword: "k", text: "t", number: "n", comment: "c" };

function codeBlock(cell: number, lines: readonly string[], hide: Hide): Html {
  const written: string[][] = [[]];
  for (const { kind, text } of splitCode(lines.join("\n"))) {
    const shown = kind === "keyword" || kind === "name" ? text : hide(text);
    for (const [at, part] of shown.split("\n").entries()) {
      if (at > 0) written.push([]);
      if (part === "") continue;
      const tokenClass = tokenClasses[kind];
      // What runs from right to left stays in its place among the signs around it.
      const piece = tokenClass
        ? html`<span class="${tokenClass}">${part}</span>`
        : /[^\0-\u02ff…]/.test(part)
          ? html`<bdi>${part}</bdi>`
          : html`${part}`;
      written.at(-1)?.push(String(piece));
    }
  }
  const rows = written.map(
    (parts, at) => `<span class="line" id="c${cell}l${at + 1}">${parts.join("")}\n</span>`,
  );
  return new Html(`<pre class="code"><code>${rows.join("")}</code></pre>`);
}

/** As a browser takes it, whatever signs there are in it. */
function linkTo(path: string, folder: string): string {
  const parts = relative(folder, path).split(sep);
  return parts.map((part) => encodeURIComponent(part.toWellFormed())).join("/");
}
