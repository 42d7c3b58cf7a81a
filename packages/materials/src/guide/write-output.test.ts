import { expect, test } from "vitest";
import type { HtmlOutput } from "../model.js";
import { readBoxTable, readHtmlTable, toShowable, writeOutput } from "./write-output.js";

const html = (source: string, text = "what it says"): HtmlOutput => ({ kind: "html", html: source, text });
const write = (output: Parameters<typeof writeOutput>[0]) => writeOutput(output, "id").markdown;

test("a chart is a picture with its description, in letters that the guide has", () => {
  const svg = `<svg><text font-family="system-ui, 'Segoe UI'">a</text></svg>`;
  const chart = { kind: "chart", description: 'Of "a"\nand b.', svg, specification: {} } as const;
  const { markdown, picture } = writeOutput(chart, "01-x-0", "Measured here.");
  expect(markdown).toBe(
    '``` {=typst}\n#chart("01-x-0.svg", "Of \\"a\\"\\nand b.", measured: "Measured here.")\n```',
  );
  expect(picture).toEqual({
    file: "01-x-0.svg",
    svg: `<svg><text font-family="Source Sans Pro">a</text></svg>`,
  });
  expect(writeOutput(chart, "01-x-0").markdown).not.toContain("measured");
});

test("what is printed keeps its backticks and its indentation", () => {
  expect(write({ kind: "text", from: "stdout", text: "\n  a ```\nb \n\n" })).toBe(
    "```` {.output}\n  a ```\nb\n````",
  );
  expect(write({ kind: "text", from: "stderr", text: "careful\n" })).toContain("{.warning}");
  expect(write({ kind: "text", from: "stdout", text: "\n" })).toBe("");
});

test("an error is its traceback", () => {
  const output = { kind: "error", name: "E", message: "m", traceback: "E: m\n> 1 | x" } as const;
  expect(write(output)).toBe("``` {.error}\nE: m\n> 1 | x\n```");
});

test("what no font has is written as a letter or a number", () => {
  expect(toShowable("flag: '🇹🇬', symbol: 'ރ', ✔ é → €")).toBe("flag: 'TG', symbol: '\\u{783}', ✔ é → €");
  expect(toShowable("😀")).toBe("\\u{1f600}");
});

test("console.table is a table", () => {
  const text = "┌─────┬───┐\n│ (i) │ a │\n├─────┼───┤\n│ 0   │ 1 │\n└─────┴───┘";
  expect(readBoxTable(text)).toEqual({ head: ["(i)", "a"], rows: [["0", "1"]] });
  expect(write({ kind: "text", from: "stdout", text: `${text}\n` })).toContain(
    '#figures(("(i)", "a",), (("0", "1",),))',
  );
  expect(readBoxTable(`${text}\nand more`)).toBeUndefined();
  expect(readBoxTable("┌──┐\n│  │\n└──┘")).toBeUndefined();
});

test("a simple table of HTML is one, too", () => {
  const rows =
    '<tr><th scope="row">a &amp; b</th><td>1</td></tr><tr><th>c</th><td><code>&#60;2&gt;</code></td></tr>';
  expect(readHtmlTable(`<table><caption>The <b>server</b></caption>${rows}</table>`)).toEqual({
    head: ["The server"],
    rows: [
      ["a & b", "1"],
      ["c", "<2>"],
    ],
  });
  expect(readHtmlTable("<table><thead><tr><th>h</th></tr></thead><tr><td>1</td></tr></table>")).toEqual({
    head: ["h"],
    rows: [["1"]],
  });
  expect(readHtmlTable('<table><tr><td colspan="2">1</td></tr></table>')).toBeUndefined();
  expect(readHtmlTable("<p>no table</p>")).toBeUndefined();
});

test("a progress bar stands as it ended, other HTML as its text", () => {
  const bar =
    '<div role="progressbar"><b>all</b>: done 20 · 30 failed<i style="width:40.0%"></i><i style="width:60.0%"></i></div>';
  expect(write(html(bar))).toContain('#progress("all: done 20 · 30 failed", 40.0, 60.0)');
  expect(write(html('<div role="progressbar">none</div>'))).toContain('#progress("none", 0, 0)');
  expect(write(html("<div>Measured</div>", "Measured: 1 s."))).toContain('#note("Measured: 1 s.")');
});
