import type { HtmlOutput, Output } from "../model.js";
import { callBlock, fence, list, quote } from "./typst.js";

/** A chart's picture, to be saved beside the guide's source. */
export interface Picture {
  readonly file: string;
  readonly svg: string;
}

export interface WrittenOutput {
  readonly markdown: string;
  readonly picture?: Picture;
}

/**
 * What a cell showed, as Markdown.
 *
 * @param id of the output, for the name of its picture
 * @param measured where and when, for a chart of what was measured
 */
export function writeOutput(output: Output, id: string, measured?: string): WrittenOutput {
  switch (output.kind) {
    case "chart": {
      const file = `${id}.svg`;
      const note = measured === undefined ? "" : `, measured: ${quote(measured)}`;
      const markdown = callBlock(`chart(${quote(file)}, ${quote(output.description)}${note})`);
      return { markdown, picture: { file, svg: prepareSvg(output.svg) } };
    }
    case "error":
      return { markdown: fence(trimLines(output.traceback), "{.error}") };
    case "html":
      return { markdown: writeHtml(output) };
    case "text":
      return { markdown: writeText(output.text, output.from === "stderr") };
  }
}

/** Typst knows no system's own font: the guide brings one. */
function prepareSvg(svg: string): string {
  return svg.replaceAll(/font-family="[^"]*"/g, 'font-family="Source Sans Pro"');
}

function writeText(text: string, isWarning: boolean): string {
  const trimmed = trimLines(text);
  if (trimmed === "") return "";
  const table = readBoxTable(trimmed);
  if (table !== undefined) return writeTable(table.head, table.rows);
  return fence(trimmed, isWarning ? "{.warning}" : "{.output}");
}

/** Without spaces at the ends of lines and empty lines around, and with what the fonts can show. */
function trimLines(text: string): string {
  return toShowable(text)
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n")
    .replace(/^\n+|\n+$/g, "");
}

/**
 * A text with only what the guide's fonts have. A flag is two letters of its own kind and becomes the country's code;
 * other scripts and pictures are written as in JavaScript, `\u{783}`.
 */
export function toShowable(text: string): string {
  return text
    .replace(/[\u{1f1e6}-\u{1f1ff}]/gu, (letter) =>
      String.fromCharCode((letter.codePointAt(0) ?? 0) - 0x1f1e6 + 65),
    )
    .replace(
      /[^\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Common}\p{Script=Inherited}]|[^\0-\u2bff]/gu,
      (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`,
    );
}

interface Table {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** What `console.table` prints; undefined for any other text. */
export function readBoxTable(text: string): Table | undefined {
  const lines = text.split("\n");
  if (!lines[0]?.startsWith("┌") || !lines.at(-1)?.startsWith("└")) return undefined;
  if (!lines.every((line) => /^[┌├└│]/.test(line))) return undefined;
  const [head, ...rows] = lines
    .filter((line) => line.startsWith("│"))
    .map((line) =>
      line
        .slice(1, -1)
        .split("│")
        .map((cell) => cell.trim()),
    );
  if (head === undefined || rows.length === 0 || rows.some((row) => row.length !== head.length))
    return undefined;
  return { head, rows };
}

function writeHtml({ html, text }: HtmlOutput): string {
  if (html.includes('role="progressbar"')) {
    const label = toText(html).replace(/\s+/g, " ");
    const [succeeded = "0", failed = "0"] = [...html.matchAll(/width:([\d.]+)%/g)].map(([, width]) => width);
    return callBlock(`progress(${quote(label)}, ${succeeded}, ${failed})`);
  }
  const table = readHtmlTable(html);
  if (table !== undefined) return writeTable(table.head, table.rows);
  const plain = toShowable(text).trim();
  return plain === "" ? "" : callBlock(`note(${quote(plain)})`);
}

/** A table without cells that span others; undefined for any other HTML. */
export function readHtmlTable(html: string): Table | undefined {
  if ((html.match(/<table\b/g)?.length ?? 0) !== 1 || /\b(row|col)span=/.test(html)) return undefined;
  const rows = [...html.matchAll(/<tr\b[^>]*>(.*?)<\/tr>/gs)].map(([, row = ""]) =>
    [...row.matchAll(/<t[hd]\b[^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell = ""]) => toText(cell)),
  );
  const [first] = rows;
  if (first === undefined || rows.some((row) => row.length !== first.length)) return undefined;
  const caption = /<caption\b[^>]*>(.*?)<\/caption>/s.exec(html)?.[1];
  if (!/<thead\b/.test(html)) return { head: [toText(caption ?? "")], rows };
  return { head: first, rows: rows.slice(1) };
}

function toText(html: string): string {
  const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', nbsp: "\u00a0" };
  const plain = html
    .replace(/<[^>]*>/g, "")
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&(\w+);/g, (whole, name: string) => entities[name] ?? whole);
  return toShowable(plain).trim();
}

function writeTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = (row: readonly string[]) => list(row.map((cell) => quote(cell)));
  return callBlock(`figures(${cells(head)}, ${list(rows.map(cells))})`);
}
