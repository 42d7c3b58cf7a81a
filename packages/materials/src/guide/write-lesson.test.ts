import { expect, test } from "vitest";
import type { ExecutedCell, ExecutedLesson } from "../model.js";
import { writeHelp, writeReference } from "./write-appendix.js";
import { writeLesson } from "./write-lesson.js";

const cell = (source: string, more: Partial<ExecutedCell> = {}): ExecutedCell => ({
  id: source.length.toString(16),
  type: more.tags || more.outputs ? "code" : "markdown",
  source,
  tags: [],
  slide: "-",
  clock: "virtual",
  outputs: [],
  ...more,
});
const lesson = (name: string, ...cells: ExecutedCell[]): ExecutedLesson => ({
  language: "en",
  name,
  cells,
  ran: { machine: "a machine", date: "2026-11-28" },
});
const printed = (text: string) => [{ kind: "text", from: "stdout", text } as const];
const help =
  "<details>\n<summary>Solution</summary>\n\nLike this.\n\n</details>\n\n## What to remember\n\n- It.";
const exercise = [
  cell("## Your turn: `f`"),
  cell("return todo();", { tags: ["exercise"] }),
  cell("await check(f);", { tags: ["check"], outputs: printed("not attempted") }),
  cell(help),
];

test("a chapter has its text, its code and what that showed", () => {
  const { title, body } = writeLesson(
    lesson("01-one", cell("# 1 · One\n\nText."), cell("1 + 1;", { outputs: printed("2") })),
  );
  expect(title).toBe("1 · One");
  expect(body).toBe(
    "# 1 · One {#lesson-01-one}\n\nText.\n\n``` {.typescript .keep}\n1 + 1;\n```\n\n``` {.output}\n2\n```",
  );
});

test("what the learner is told is left out, and hints go to the appendix, linked both ways", () => {
  const predict = cell('predict("x", /* s */);', { outputs: printed("no prediction") });
  const written = writeLesson(lesson("01-one", cell("# 1 · One"), predict, ...exercise));
  expect(written.body).not.toMatch(/not attempted|no prediction|Like this/);
  expect(written.body).toContain("#anchor(<exercise-01-one-1>)");
  expect(written.body).toContain("#go-to(<help-01-one-1>)[Hints and solution: page]");
  expect(written.body).toContain("## What to remember {.unlisted}");
  expect(writeHelp([written], "en").body).toBe(
    [
      "# A · Hints and solutions",
      "## 1 · One {.unlisted}",
      "### Your turn: `f` {#help-01-one-1 .unlisted}",
      "``` {=typst}\n#go-to(<exercise-01-one-1>)[Back to the exercise: page]\n```",
      "#### Solution {.unlisted}\n\nLike this.",
    ].join("\n\n"),
  );
});

test("what was measured says where and when, a chart by itself", () => {
  const chart = { kind: "chart", description: "d", svg: "<svg/>", specification: {} } as const;
  const measured = cell('measured("x", 1);', { clock: "real", outputs: printed("Measured: 1 s") });
  const { body, pictures } = writeLesson(
    lesson(
      "01-one",
      cell("# 1 · One"),
      measured,
      cell("a;", { clock: "real", outputs: [chart] }),
      cell("b;", { outputs: [chart] }),
    ),
  );
  expect(body).toContain("#aside[Times in this lesson were measured on 28 November 2026 (a machine).]");
  expect(body.match(/measured: "Measured on 28 November 2026 \(a machine\)\."/g)).toHaveLength(1);
  expect(pictures).toHaveLength(2);
});

test("a lesson without a title, or with hints for nothing, is an error that names it", () => {
  expect(() => writeLesson(lesson("01-one", cell("Text.")))).toThrow(
    "en/01-one: does not begin with a heading",
  );
  expect(() => writeLesson(lesson("01-one", cell("# 1 · One"), cell(help)))).toThrow(
    /en\/01-one: cell \w+ has hints/,
  );
});

const table = "| Python | JavaScript |\n| --- | --- |\n| `await` | `await` |";
const questions = (answers: string) =>
  lesson(
    "08-questions",
    cell("# 8 · Q\n\n## 1. Why?\n\n## 2. When?"),
    cell(`## What to remember\n\n${answers}`),
  );

test("the appendix takes its tables and its answers from the lessons", () => {
  const parts = writeReference(
    [
      lesson("00-event-loop", cell(`# 0 · L\n\n## The words\n\n${table}\n\n[MDN](https://example.org/a)`)),
      lesson("06-pitfalls", cell(`# 6 · P\n\n## What to remember\n\n${table}`)),
      questions("- Because.\n- Now."),
    ],
    "en",
  );
  const bodies = Object.fromEntries(parts.map(({ name, body }) => [name, body]));
  expect(bodies["glossary"]).toBe(`# D · Python beside TypeScript\n\n## The words\n\n${table}`);
  expect(bodies["pitfalls"]).toContain(table);
  expect(bodies["questions"]).toContain("| Why? | Because. |\n| When? | Now. |");
  expect(bodies["references"]).toContain(
    "## 0 · L {.unlisted}\n\n- [MDN](https://example.org/a){.reference}",
  );
  expect(bodies["references"]).not.toContain("6 · P");
});

test("a lesson that no longer has what is taken from it is an error that names it", () => {
  expect(() => writeReference([questions("- Because.")], "en")).toThrow(
    /en\/08-questions: .* \(2 questions, 1 answers\)/,
  );
  expect(() => writeReference([lesson("06-pitfalls", cell("# 6 · P"))], "en")).toThrow("en/06-pitfalls");
});
