import Papa from "papaparse";
import { guardText, unguardText } from "./csv-guard.js";
import { decodeText } from "../text.js";

/** A row of a table that a person wrote, with the line it stands on; columns by their header, as it was written. */
export interface CsvRow {
  readonly line: number;
  /** A quote in it is not closed, or stands where none may: its cells are not what was meant. */
  readonly isMisquoted: boolean;
  readonly cells: readonly string[];
}

/**
 * Reads a table as spreadsheets save them: with commas, semicolons or tabs, with or without a byte order mark, in
 * UTF-8, UTF-16 or, as older ones do, Windows-1252. Empty lines and lines that begin with `#` are left out, and so are
 * the apostrophes that {@link writeCsv} puts before what looks like a formula.
 */
export function readCsv(bytes: Uint8Array): CsvRow[] {
  const rows: CsvRow[] = [];
  let from = 0;
  // Excel's own first line, which says what separates the cells; it stays, empty, so that lines are counted right.
  const text = decodeText(bytes).replace(/^sep=.(?=\r?\n|\r)/i, "");
  Papa.parse<string[]>(text, {
    delimiter: findDelimiter(text),
    step: ({ data, meta, errors }) => {
      const line = 1 + (text.slice(0, from).match(/\r\n|\r|\n/g)?.length ?? 0);
      from = meta.cursor;
      const cells = data.map((cell) => unguardText(cell.trim()).trim());
      if (cells.every((cell) => cell === "") || cells[0]?.startsWith("#")) return;
      rows.push({ line, cells, isMisquoted: errors.some(({ type }) => type === "Quotes") });
    },
  });
  return rows;
}

/** The one that the header has most of; Papa's own guess is off where a table has few rows or columns. */
function findDelimiter(text: string): string {
  const header = text.split(/\r\n|\r|\n/).find((line) => line.trim() !== "" && !line.startsWith("#")) ?? "";
  const unquoted = header.replace(/"[^"]*"/g, "");
  const counts = [",", ";", "\t", "|"].map((sign) => ({ sign, count: unquoted.split(sign).length }));
  return counts.reduce((best, one) => (one.count > best.count ? one : best)).sign;
}

/**
 * Writes a table of which a spreadsheet runs nothing, whichever separator it expects: see {@link guardText}. Numbers stay
 * numbers, and {@link readCsv} gives every text back as it was. The byte order mark says to spreadsheets that it is UTF-8.
 *
 * @param options.mark whether the mark is written; some programs take it for a part of the first header
 */
export function writeCsv(
  header: readonly string[],
  rows: readonly (readonly (string | number)[])[],
  { mark = true }: { readonly mark?: boolean } = {},
): string {
  const data = [header, ...rows].map((row) =>
    row.map((cell) => (typeof cell === "string" ? guardText(cell) : cell)),
  );
  return `${mark ? "\uFEFF" : ""}${Papa.unparse(data)}\r\n`;
}

/**
 * Which column holds what, by the names that headers have in both languages; accents and capitals do not matter.
 *
 * @param names for each column its names
 * @returns the index of each column, or `undefined` where the header has none
 */
export function findColumns<Name extends string>(
  header: readonly string[],
  names: Readonly<Record<Name, readonly string[]>>,
): Readonly<Record<Name, number | undefined>> {
  const plain = header.map(plainName);
  const found = Object.entries<readonly string[]>(names).map(([name, others]) => {
    // In the order of the names: where there is both an id and an e-mail address, the id it is.
    const index = others.map((other) => plain.indexOf(other)).find((at) => at >= 0);
    return [name, index];
  });
  return Object.fromEntries(found) as Record<Name, number | undefined>;
}

/** A header as it is compared: without accents, capitals and signs. */
export function plainName(header: string): string {
  return header
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
