import { beforeAll, describe, expect, test } from "vitest";
import { languages } from "async-lab/lessons";
import type { Language, Output } from "../model.js";
import type { Deck, Run } from "./deck.js";
import { describeDeck } from "./describe-deck.js";
import { draftLesson } from "./draft-lesson.js";
import { plainText } from "./markdown.js";
import { body, codeColors, codeGround, columnsOf, inset, sizes } from "./style.js";
import { makeChart, makeLesson, readCourse } from "./testing/lessons.js";

const date = new Date("2026-01-02T03:04:05.678Z");

describe("the course's deck", () => {
  const decks = new Map<Language, Deck>();
  const deckOf = (language: Language) => decks.get(language)?.slides ?? [];
  beforeAll(async () => {
    for (const language of languages)
      decks.set(language, await describeDeck(readCourse(language), language, date));
  });

  test("both languages have the same slides", () => {
    const drafts = (language: Language) =>
      readCourse(language)
        .slice(1)
        .map((lesson) => draftLesson(lesson).map(({ blocks }) => blocks.map(({ kind }) => kind)));
    expect(drafts("es")).toEqual(drafts("en"));
    expect(deckOf("es")).toHaveLength(deckOf("en").length);
  });

  test.each(languages)("%s: every lesson has its title and some slides", (language) => {
    const titles = readCourse(language)
      .slice(1)
      .map(({ cells }) => /^# (.+)$/m.exec(cells[0]?.source ?? "")?.[1]);
    const openings = deckOf(language).filter(({ layout }) => layout === "lesson");
    expect(openings.map(({ title }) => title)).toEqual(titles);
    for (const title of titles) {
      const count = deckOf(language).filter(({ footer }) => footer === title).length;
      expect(count, title).toBeGreaterThanOrEqual(4);
      expect(count, title).toBeLessThanOrEqual(9);
    }
  });

  test.each(languages)("%s: the notes tell the minutes, which are 80", (language) => {
    const minutes = deckOf(language)
      .filter(({ layout }) => layout === "lesson")
      .map(({ notes }) => notes[0]?.match(/\d+/g)?.map(Number));
    expect(minutes.slice(0, 3)).toEqual([
      [0, 10, 80],
      [10, 18, 80],
      [18, 30, 80],
    ]);
    expect(minutes[7]).toEqual([72, 80, 80]);
    expect(minutes.slice(8)).toEqual([[27], [90]]);
  });

  test.each(languages)("%s: the plan is a table of all lessons", (language) => {
    const [table] = deckOf(language)[1]?.blocks ?? [];
    if (table?.kind !== "table") throw new Error("no table");
    const column = table.rows.map((row) => plainText(row[0] ?? []));
    expect(column).toHaveLength(11);
    expect(column[3]).toMatch(/^18 (to|a) 30$/);
  });

  test.each(languages)(
    "%s: no line of code is wider than a slide, nor smaller than the last row reads",
    (language) => {
      const code = deckOf(language)
        .flatMap(({ blocks }) => blocks)
        .filter((block) => block.kind === "code");
      expect(code.length).toBeGreaterThan(20);
      for (const { size, lines, box } of code) {
        expect(size).toBeGreaterThanOrEqual(18);
        const widest = Math.max(...lines.map((line) => plainText(line).length));
        expect(widest).toBeLessThanOrEqual(columnsOf(box.width - 2 * inset.x, size));
      }
    },
  );

  test.each(languages)("%s: nothing leaves its slide, and no block meets another", (language) => {
    for (const { title, blocks, layout } of deckOf(language)) {
      if (layout === "content" || layout === "picture") expect(blocks.length, title).toBeGreaterThan(0);
      let bottom = 0;
      for (const { box } of blocks) {
        expect(box.top, title).toBeGreaterThan(bottom);
        bottom = box.top + box.height;
        expect(bottom, title).toBeLessThanOrEqual(body.bottom + 0.001);
        expect(box.left + box.width, title).toBeLessThanOrEqual(body.left + body.width + 0.001);
      }
    }
  });
});

async function describeCells(...cells: Parameters<typeof makeLesson>[0]) {
  const lesson = makeLesson(cells);
  const { slides } = await describeDeck([lesson, lesson], "en", date);
  return slides.slice(3);
}

const code = (source: string, ...outputs: Output[]) =>
  ({ type: "code", source, slide: "fragment", outputs }) as const;
const wordsOf = (runs: readonly (readonly Run[])[]) => runs.map((each) => plainText(each));

test("a chart keeps its description, and what only draws it is in the notes", async () => {
  const [slide] = await describeCells(
    { source: "## The picture\n\nLook.", slide: "slide" },
    code("timeline(\n  one,\n);", makeChart("50 requests in 10 s")),
  );
  expect(slide).toMatchObject({ layout: "picture", title: "The picture" });
  expect(slide?.blocks.map(({ kind }) => kind)).toEqual(["text", "picture"]);
  expect(slide?.blocks[1]).toMatchObject({ description: "50 requests in 10 s" });
  expect(slide?.notes.join("\n")).toContain("timeline(");
});

test("a chart has a slide of its own where it would be too small beside the rest", async () => {
  const source = Array.from({ length: 9 }, (_, n) => `await line(${String(n)});`).join("\n");
  const slides = await describeCells({ source: "## Code", slide: "slide" }, code(source, makeChart("late")));
  expect(slides.map(({ title }) => title)).toEqual(["Code", "Code (2)"]);
  expect(slides.map(({ blocks }) => blocks.map(({ kind }) => kind))).toEqual([["code"], ["picture"]]);
});

test("the answer to a prediction is in the notes of the slide that asks for it", async () => {
  const measured = {
    ...{ kind: "html" as const, html: "<div>Measured: 10 s.</div>" },
    text: "Measured: 10 s. (There was no prediction to put beside it.)",
  };
  const asks = code('predict("01-seconds", /* how many seconds */);');
  const answers = code('const run = await go();\nmeasured("01-seconds", run);', measured);
  const [question] = await describeCells({ source: "## Guess", slide: "slide" }, asks, answers);
  expect(question?.blocks).toMatchObject([
    { kind: "callout", runs: [{ text: "Your prediction (seconds): ______" }] },
    { kind: "code" },
  ]);
  expect(question?.notes).toContain("The answer: Measured: 10 s.");
  const [result] = await describeCells({ source: "## Result", slide: "slide" }, answers);
  expect(result?.blocks.at(-1)).toMatchObject({ kind: "callout", runs: [{ text: "Measured: 10 s." }] });
});

test("a check, a progress bar and what is not marked are on no slide", async () => {
  const bar = { kind: "html" as const, html: '<div role="progressbar"></div>', text: "done 5 of 5" };
  const verdict = { kind: "html" as const, html: "<div>right</div>", text: "right" };
  const [slide] = await describeCells(
    { source: "## Try\n\nIt.", slide: "slide" },
    code("go();", bar),
    { ...code('await check("x", f);', verdict), tags: ["check"] },
    { ...code("hidden();"), slide: "skip" },
    { source: "For the speaker.", slide: "notes" },
  );
  expect(slide?.blocks.map(({ kind }) => kind)).toEqual(["text", "code"]);
  expect(slide?.notes.at(-1)).toBe("For the speaker.");
});

test("outputs are text, tables, or an error", async () => {
  const table =
    "┌─────────┬────────┐\n│ (index) │ Values │\n├─────────┼────────┤\n│ got     │ 'x'    │\n└─────────┴────────┘";
  const html =
    '<table><caption>Seen</caption><tbody><tr><th scope="row">requests</th><td>5 &#38; 1</td></tr></tbody></table>';
  const [slide] = await describeCells(
    { source: "## Out", slide: "slide" },
    code(
      "a();",
      { kind: "text", from: "stdout", text: "one\n" },
      { kind: "text", from: "result", text: "2" },
    ),
    code("b();", { kind: "text", from: "stdout", text: table }, { kind: "html", html, text: "Seen" }),
    code("c();", { kind: "error", name: "HTTPError", message: "404", traceback: "" }),
  );
  const [, printed, , values, seen, , error] = slide?.blocks ?? [];
  expect(printed).toMatchObject({ kind: "output", lines: ["one", "2"], failed: false });
  expect(values?.kind === "table" && values.rows.map(wordsOf)).toEqual([
    ["", "Values"],
    ["got", "x"],
  ]);
  expect(seen?.kind === "table" && seen.rows.map(wordsOf)).toEqual([
    ["Seen", ""],
    ["requests", "5 & 1"],
  ]);
  expect(error).toMatchObject({ kind: "output", lines: ["HTTPError: 404"], failed: true });
});

test("a long table goes on on the next slide, under the same head; a long list keeps its numbers", async () => {
  const rows = Array.from({ length: 30 }, (_, n) => `| ${String(n)} | x |`).join("\n");
  const tables = await describeCells({
    source: `## Rows\n\n| n | x |\n| --- | --- |\n${rows}`,
    slide: "slide",
  });
  const heads = tables.map(({ blocks: [table] }) => table?.kind === "table" && wordsOf(table.rows[0] ?? []));
  expect(heads.length).toBeGreaterThan(1);
  for (const head of heads) expect(head).toEqual(["n", "x"]);
  const items = Array.from({ length: 20 }, (_, n) => `${String(n + 1)}. item`).join("\n");
  const lists = await describeCells({ source: `## Items\n\n${items}`, slide: "slide" });
  const numbers = lists.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.kind === "text" ? block.paragraphs.map(({ number }) => number) : [])),
  );
  expect(numbers).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
});

test("a lesson without slides, or without minutes, says so", async () => {
  const lesson = makeLesson([]);
  const [opening] = lesson.cells;
  const unmarked = { ...lesson, cells: [{ ...opening, slide: "skip" as const }] } as typeof lesson;
  await expect(describeDeck([lesson, unmarked], "en", date)).rejects.toThrow(
    "01-a-lesson: its first cell is not marked as a slide",
  );
  const timeless = { ...lesson, cells: [{ ...opening, source: "# Quick" }] } as typeof lesson;
  await expect(describeDeck([lesson, timeless], "en", date)).rejects.toThrow("how many minutes");
});

test.each(Object.entries(codeColors))("%s code has contrast", (_, color) => {
  const light = (hex: string) => {
    const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => {
      const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  expect((light(codeGround) + 0.05) / (light(color) + 0.05)).toBeGreaterThanOrEqual(4.5);
  expect(sizes.code).toBeGreaterThanOrEqual(18);
});
