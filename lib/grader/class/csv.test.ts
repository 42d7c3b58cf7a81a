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

test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", '=HYPERLINK("http://x")', "|x", "＝1"])(
  "a spreadsheet reads no formula in %j",
  (text) => {
    const table = writeCsv(["name"], [[text]]);
    const [, row = ""] = table.split(/\r\n(?=["'])/);
    expect(row.replace(/^"/, "")).toMatch(/^'/);
  },
);

test("numbers stay numbers, text with separators and quotes comes back as it was", () => {
  const table = writeCsv(["id", "points"], [['a "b", c', 87.5]]);
  expect(table).toBe('\uFEFFid,points\r\n"a ""b"", c",87.5\r\n');
  expect(cellsOf(utf8(table))[1]).toEqual(['a "b", c', "87.5"]);
});
