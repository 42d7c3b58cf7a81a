import { expect, test } from "vitest";
import {
  findExternalLinks,
  findHeadings,
  findPoints,
  findTables,
  replaceHeadings,
  splitFolds,
  takeSection,
} from "./markdown.js";

const text = `# A title

## First \`one\`

- a point

\`\`\`sh
# not a heading
| no | table |
- no point
\`\`\`

### Below

| a | b |
| --- | --- |
| 1 | 2 |

## Second

- [a page](https://example.org/a), [\`code\`](https://example.org/b#c) and [a lesson](01-one.ipynb)
- [the page](https://example.org/a) again
`;

test("finds headings, tables, points and links, but none in a code block", () => {
  expect(findHeadings(text).map(({ level, text: words }) => `${level} ${words}`)).toEqual([
    "1 A title",
    "2 First `one`",
    "3 Below",
    "2 Second",
  ]);
  expect(findTables(text)).toEqual(["| a | b |\n| --- | --- |\n| 1 | 2 |"]);
  expect(findPoints(text)).toHaveLength(3);
  expect(findExternalLinks(text)).toEqual([
    { text: "a page", url: "https://example.org/a" },
    { text: "`code`", url: "https://example.org/b#c" },
  ]);
});

test("a section ends at the next heading of its level", () => {
  expect(takeSection(text, "Second")).toMatch(/^- \[a page\]/);
  const first = takeSection(text, "First `one`");
  expect(first).toContain("### Below");
  expect(first).toContain("# not a heading");
  expect(first).not.toContain("Second");
  expect(takeSection(text, "Third")).toBe("");
});

test("changes headings only", () => {
  expect(replaceHeadings("## a\n\n```\n## b\n```\n\n#c", ({ text: words }) => `<${words}>`)).toBe(
    "<a>\n\n```\n## b\n```\n\n#c",
  );
});

test("takes the folds out, with the code in them", () => {
  const fold = (title: string, body: string) =>
    `<details>\n<summary>${title}</summary>\n\n${body}\n\n</details>`;
  const code = "```typescript\nconst a = 1;\n\nconst b = 2;\n```";
  const markdown = `${fold("Hint 1: `a`", "Look.")}\n\n${fold("Solution", code)}\n\nGo on.`;
  expect(splitFolds(markdown)).toEqual({
    text: "Go on.",
    folds: [
      { title: "Hint 1: `a`", body: "Look." },
      { title: "Solution", body: code },
    ],
  });
});
