/** A few lines of a cell with a caret under the place, as both kinds of error show it. */
/** Where a line ends for TypeScript, and for Node. */
const lineBreak = /\r\n|[\n\r\u2028\u2029]/;

/** A place in a cell or in its code; lines and columns count from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/**
 * Shows a place in a cell.
 *
 * @param source the cell as written
 * @param length how many characters the caret underlines, at most to the end of the line
 */
export function excerpt(source: string, place: Position, length = 1): string {
  const lines = source.split(lineBreak);
  const line = lines[place.line - 1];
  if (line === undefined) return "";
  const width = String(place.line).length;
  const gutter = (number: number, mark: string) => `${mark} ${String(number).padStart(width)} | `;
  const before = lines[place.line - 2];
  const { text, column } = clip(line, place.column);
  const caret = "^".repeat(Math.max(1, Math.min(length, text.length - column + 1)));
  return [
    ...(before === undefined ? [] : [gutter(place.line - 1, " ") + clip(before, 1).text]),
    gutter(place.line, ">") + text,
    `${" ".repeat(width + 5)}${text.slice(0, column - 1).replace(/[^\t]/g, " ")}\u001b[31m${caret}\u001b[39m`,
  ].join("\n");
}

/** As many characters of a line are shown: data that somebody has pasted may be a line of a megabyte. */
const maxLineWidth = 240;

/** The part of a line around a column, and where the column is in it. */
function clip(line: string, column: number): { readonly text: string; readonly column: number } {
  if (line.length <= maxLineWidth) return { text: line, column };
  const start = Math.max(0, Math.min(column - maxLineWidth / 2, line.length - maxLineWidth));
  const end = start + maxLineWidth;
  const text = `${start > 0 ? "…" : ""}${line.slice(start, end)}${end < line.length ? "…" : ""}`;
  return { text, column: column - start + (start > 0 ? 1 : 0) };
}
