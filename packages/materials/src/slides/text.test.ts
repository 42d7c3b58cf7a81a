import { describe, expect, test } from "vitest";
import { chooseSentences } from "./choose-text.js";
import { breakLine, fitCode, highlight } from "./code.js";
import { plainText, readInline, readMarkdown } from "./markdown.js";

describe("sentences for a slide", () => {
  const choose = (text: string, short = false) => plainText(chooseSentences(readInline(text), { short }));

  test.each([
    [
      "The server that fails is often one that has too much to do. Who asks again adds to it.",
      "The server that fails is often one that has too much to do.",
    ],
    [
      "None. `crunch` never awaits, so it never steps aside, and the beats had to wait. More.",
      "None. crunch never awaits, so it never steps aside, and the beats had to wait.",
    ],
    [
      "One thing. In JavaScript **the work starts with the call**; `await` waits. The end.",
      "In JavaScript the work starts with the call; await waits.",
    ],
    [
      "With `await` inside the loop, each page is asked for when the one before has arrived. Each takes 0.2 s. How many seconds for all?",
      "With await inside the loop, each page is asked for when the one before has arrived. Each takes 0.2 s. How many seconds for all?",
    ],
    [
      "Somebody calls the function that we have just defined: this one. In which order? Write them into the list.",
      "Somebody calls the function that we have just defined: this one. In which order?",
    ],
    [
      "It calls `a. B` in code, where nothing ends, and (in brackets. Not here) goes on. Next.",
      "It calls a. B in code, where nothing ends, and (in brackets. Not here) goes on.",
    ],
  ])("%s", (text, chosen) => {
    expect(choose(text)).toBe(chosen);
  });

  test("not one word more where room is short", () => {
    expect(choose("None. It never awaits. How many?", true)).toBe("None. How many?");
  });
});

describe("Markdown", () => {
  test("headings, paragraphs, lists, tables, code; folds are left out", () => {
    const source = [
      "## Title of `it`\nA paragraph\nof two lines.",
      "- one\n  goes on\n- two",
      "1. first\n2. second",
      "| | `a` |\n| --- | --- |\n| b \\| c | d |",
      "```sh\nnpm run submit\n\nagain\n```",
      "<details>",
    ].join("\n\n");
    const blocks = readMarkdown(source);
    expect(blocks.map(({ kind }) => kind)).toEqual(["heading", "paragraph", "list", "list", "table", "code"]);
    expect(blocks[1]).toMatchObject({ runs: [{ text: "A paragraph of two lines." }] });
    expect(blocks[2]).toMatchObject({
      ordered: false,
      items: [[{ text: "one goes on" }], [{ text: "two" }]],
    });
    expect(blocks[4]).toMatchObject({
      rows: [
        [[], [{ text: "a", code: true }]],
        [[{ text: "b | c" }], [{ text: "d" }]],
      ],
    });
    expect(blocks[5]).toMatchObject({ language: "sh", code: "npm run submit\n\nagain" });
  });

  test("emphasis, code, links that lead somewhere, keys and escapes", () => {
    expect(readInline("*a* **b `c`** [d](https://e.org) [f](g.ipynb) <kbd>Tab</kbd> \\*")).toEqual([
      { text: "a", italic: true },
      { text: " " },
      { text: "b ", bold: true },
      { text: "c", code: true, bold: true },
      { text: " " },
      { text: "d", link: "https://e.org" },
      { text: " f Tab *" },
    ]);
  });
});

describe("code for a slide", () => {
  test("is broken as prettier breaks it, and stays as it is where it fits", async () => {
    expect(await fitCode("call(first, second);", 12)).toEqual(["call(", "  first,", "  second,", ");"]);
    expect(await fitCode("call( first )", 20)).toEqual(["call( first )"]);
  });

  test("is broken at spaces where prettier cannot", async () => {
    expect(await fitCode("npm run submit -- notebook.ipynb", 20)).toEqual([
      "npm run submit --",
      "    notebook.ipynb",
    ]);
    expect(breakLine("  // a comment that is too long", 18)).toEqual([
      "  // a comment",
      "  // that is too",
      "  // long",
    ]);
    for (const line of breakLine(`${" ".repeat(30)}${"x".repeat(60)}`, 20))
      expect(line.length).toBeLessThanOrEqual(20);
  });

  test("has a color for each kind of word, line by line", () => {
    const [first, second] = highlight(["const a = 1; // one", "`${a}`"]);
    expect(first?.map(({ text }) => text)).toEqual(["const", " a = ", "1", "; ", "// one"]);
    expect(first?.[0]).toMatchObject({ bold: true, color: "1F5FA8" });
    expect(first?.at(-1)).toMatchObject({ italic: true });
    expect(plainText(second ?? [])).toBe("`${a}`");
  });
});
