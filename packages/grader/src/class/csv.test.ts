import { expect, test } from "vitest";
import { readCsv, writeCsv } from "./csv.js";

const cellsOf = (bytes: Uint8Array) => readCsv(bytes).map(({ cells }) => cells);
const utf8 = (text: string) => new TextEncoder().encode(text);

test.each([
  ["commas", utf8("id,name\n1,Ana García\n")],
  ["semicolons, as a Spanish spreadsheet saves them", utf8("id;name\r\n1;Ana García\r\n")],
  ["tabs", utf8("id\tname\n1\tAna García")],
  ["a byte order mark", utf8("\uFEFFid;name\n1;Ana García\n")],
  ["Windows-1252", Uint8Array.from(Buffer.from("id;name\n1;Ana García\n", "latin1"))],
  ["UTF-16", Uint8Array.from([0xff, 0xfe, ...Buffer.from("id\tname\n1\tAna García\n", "utf16le")])],
  ["Excel's own first line", utf8("\uFEFFsep=;\r\nid;name\r\n1;Ana García\r\n")],
  ["quotes, spaces and empty lines", utf8('\n" id ", name\n\n# a remark\n1,"Ana García"\n,\n')],
])("a table with %s is read", (_, bytes) => {
  expect(cellsOf(bytes)).toEqual([
    ["id", "name"],
    ["1", "Ana García"],
  ]);
});

test("rows know their line, also below a cell of several lines", () => {
  const rows = readCsv(utf8('id,name\n\n1,"Ana\nGarcía"\n2,Luis\n'));
  expect(rows.map(({ line, cells }) => [line, cells[0]])).toEqual([
    [1, "id"],
    [3, "1"],
    [5, "2"],
  ]);
});

/** The cells as a spreadsheet finds them; quotes count only where they begin what it takes for a cell. */
function splitAs(separator: string, table: string): string[] {
  const cells: string[] = [];
  const ends = `${separator}\r\n`;
  for (let at = 0; at < table.length; at += 1) {
    let cell = "";
    if (table[at] === '"') {
      for (at += 1; at < table.length && (table[at] !== '"' || table[at + 1] === '"'); at += 1) {
        if (table[at] === '"') at += 1;
        cell += table[at] ?? "";
      }
      at += 1;
    }
    for (; at < table.length && !ends.includes(table[at] ?? ""); at += 1) cell += table[at] ?? "";
    cells.push(cell);
  }
  return cells;
}

const separators = [",", ";", "\t", "|", "،", "؛"];
const formulas = ["=1+1", "+1", "-1", "@SUM(A1)", "%x", "＝1", "＋1", "－1", "＠x", '=HYPERLINK("http://x")'];
const before = [
  "",
  " ",
  '"',
  '""',
  "'",
  "\u200B",
  "\n",
  "\r\n",
  "x",
  'x"',
  "x,",
  "x; ",
  'x;"',
  "x\t",
  "x|'",
  "x؛",
  "x\n\n",
];
const hostile = [
  ...formulas.flatMap((formula) => before.map((text) => `${text}${formula}`)),
  ...[
    "\t=1",
    "\r=1",
    "\tx",
    "|x",
    "a;b;=1;c",
    "a,=1;=2\t=3",
    "-Ana",
    "García, -Ana",
    "'=1",
    "''-1",
    "'\tx",
    "x;'=1",
  ],
];

test.each(separators)("where %j separates cells, a spreadsheet reads no formula in any", (separator) => {
  const table = writeCsv(
    ["id", "name", "points"],
    hostile.map((text, index) => [index, text, -1.5]),
  );
  const cells = splitAs(separator, table.slice(1));
  expect(cells.length).toBeGreaterThan(hostile.length);
  const found = cells.filter((cell) => /^[\s"\p{Cf}]*[=+\-@|%＝＋－＠]/u.test(cell) && cell !== "-1.5");
  expect(found).toEqual([]);
});

test("what was guarded comes back as it was, so that a name can be compared", () => {
  const texts = hostile.filter((text) => text === text.trim());
  const rows = cellsOf(
    utf8(
      writeCsv(
        ["name"],
        texts.map((text) => [text]),
      ),
    ),
  );
  expect(rows.slice(1)).toEqual(texts.map((text) => [text]));
  expect(rows.flat()).toContain("-Ana");
});

test("numbers stay numbers, text with separators and quotes comes back as it was", () => {
  const table = writeCsv(
    ["id", "points"],
    [
      ['a "b", c', 87.5],
      ["-Ana", -3],
    ],
  );
  expect(table).toBe(`\uFEFFid,points\r\n"a ""b"", c",87.5\r\n'-Ana,-3\r\n`);
  expect(cellsOf(utf8(table)).slice(1)).toEqual([
    ['a "b", c', "87.5"],
    ["-Ana", "-3"],
  ]);
});
