import { describe, expect, test } from "vitest";
import type { ExecutedCell, ExecutedLesson, Output } from "../model.js";
import { escapeHtml, writeChart } from "./write-chart.js";
import { shownOutputs, writePage } from "./write-page.js";

const names = ["index", "00-event-loop", "01-one-by-one"];
const ran = { machine: "a machine", date: "2026-11-28" };

function cell(type: ExecutedCell["type"], source: string, more: Partial<ExecutedCell> = {}): ExecutedCell {
  return { id: "c", type, source, tags: [], slide: "-", clock: "virtual", outputs: [], ...more };
}
const lesson = (cells: readonly ExecutedCell[], more: Partial<ExecutedLesson> = {}): ExecutedLesson => ({
  ...{ language: "en", name: "01-one-by-one", ran },
  ...more,
  cells,
});
const text = (text: string): Output => ({ kind: "text", from: "stdout", text });
const chart: Output = {
  kind: "chart",
  description: 'ten "bars" & more',
  svg: '<svg role="img" aria-label="ten" class="marks"><g/>\n\n</svg>',
  specification: {
    $schema: "https://vega.github.io/schema/vega-lite/v5.json",
    data: { values: [{ name: "</script>", much: 3 }] },
    mark: "bar",
    encoding: { x: { field: "much", type: "quantitative" }, y: { field: "name" } },
  },
};

describe("a page", () => {
  test("links to pages where the notebook links to notebooks", async () => {
    const page = await writePage(
      lesson([
        cell("markdown", "[a](00-event-loop.ipynb), [b](01-one-by-one.ipynb#one-page), [c](other.ipynb)"),
      ]),
      names,
    );
    expect(page).toContain("[a](00-event-loop.md), [b](01-one-by-one.md#one-page), [c](other.ipynb)");
  });

  test("shows code in the title of a hint as code", async () => {
    const source = "<details>\n<summary>Hint: `map<T>`</summary>\n\nUse `map`.\n\n</details>";
    expect(await writePage(lesson([cell("markdown", source)]), names)).toContain(
      "<summary>Hint: <code>map&#60;T&#62;</code></summary>\n\nUse `map`.",
    );
  });

  test("shows code, and what it printed as text", async () => {
    const page = await writePage(
      lesson([cell("code", 'console.log("<b>");', { outputs: [text("<b>\n")] })]),
      names,
    );
    expect(page).toContain('```typescript\nconsole.log("<b>");\n```');
    expect(page).toContain('<pre class="output-stdout">&#60;b&#62;</pre>');
    expect(page).toContain('role="group" aria-label="Output"');
  });

  test("puts a longer fence around what holds fences", async () => {
    const page = await writePage(lesson([cell("code", "const a = `\n```\n`;")]), names);
    expect(page).toContain("````typescript\nconst a = `\n```\n`;\n````");
  });

  test("shows an error with where it happened", async () => {
    const outputs = [
      { kind: "error", name: "E", message: "no", traceback: "E: no\ncell 3, line 1" },
    ] as const;
    const page = await writePage(lesson([cell("code", "fail();", { outputs })]), names);
    expect(page).toContain('<pre class="output-error">E: no\ncell 3, line 1</pre>');
  });

  test("says where and when it ran, if a clock measured something", async () => {
    const measured = cell("code", "now();", { clock: "real", outputs: [text("3")] });
    const line = "was run on a machine, 28 November 2026";
    expect(await writePage(lesson([measured]), names)).toContain(line);
    expect(await writePage(lesson([{ ...measured, clock: "virtual" }]), names)).not.toContain(line);
    expect(await writePage(lesson([{ ...measured, outputs: [] }]), names)).not.toContain(line);
    expect(await writePage(lesson([measured], { language: "es" }), names)).toContain(
      "28 de noviembre de 2026",
    );
  });
});

test("the first page lists the lessons and the other materials, and has no cell to try out", async () => {
  const cells = [
    cell("markdown", "# async-lab\n\n## What you have solved\n\nClick"),
    cell("code", "progress();"),
  ];
  const page = await writePage(lesson(cells, { name: "index" }), names);
  expect(page).toMatch(/^# async-lab\n/);
  expect(page).not.toMatch(/Click|progress/);
  expect(page).toContain("```{toctree}\n:hidden:\n\n00-event-loop\n01-one-by-one\n```");
  for (const file of ["guide.pdf", "slides.pptx", "notebooks.zip"])
    expect(page).toContain(`href="../${file}"`);
});

test.each([
  ["check(id, answer);", ["check"], 0],
  ['predict("01-seconds", /* seconds */);', [], 0],
  ['measured("01-seconds", 3);', [], 1],
])("under `%s` tagged %j stand %i outputs", (source, tags, count) => {
  expect(shownOutputs(cell("code", source, { tags, outputs: [text("3")] }))).toHaveLength(count);
});

describe("a chart", () => {
  test("has its picture under the description, and what Vega draws it with", async () => {
    const html = await writeChart(chart);
    expect(html).toContain('role="img" aria-label="ten &#34;bars&#34; &#38; more"');
    // The label stands around it, and a blank line would end the block of HTML.
    expect(html).toContain('<svg aria-hidden="true" class="marks"><g/>\n</svg>');
    const [, json = ""] = /<script type="application\/json">(.*?)<\/script>/s.exec(html) ?? [];
    const specification = JSON.parse(json) as { $schema: string; data: { values?: unknown }[] };
    expect(specification.$schema).toContain("/vega/");
    expect(specification.data[0]?.values).toEqual([{ name: "</script>", much: 3 }]);
    expect(html).not.toContain("figcaption");
  });

  test("of what was measured says where and when", async () => {
    expect(await writeChart(chart, { ...ran, language: "es" })).toContain(
      "<figcaption>Medido en a machine, 28 de noviembre de 2026. En tu máquina es distinto.</figcaption>",
    );
  });
});

test("text in HTML is escaped, also for attributes", () => {
  expect(escapeHtml(`<a href="x">&'`)).toBe("&#60;a href=&#34;x&#34;&#62;&#38;'");
});
