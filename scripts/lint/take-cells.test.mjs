import { expect, test } from "vitest";
import { takeCells } from "./take-cells.mjs";

const lesson = `---
title: A lesson
---
# A lesson

\`\`\`{code-cell} typescript
:tags: [parameters]

const delay = 0.2;
\`\`\`

Some text, with code that is not a cell:

\`\`\`typescript
neverRuns();
\`\`\`

\`\`\`{code-cell} typescript
---
tags: [raises-exception]
---
throw new Error("on purpose");
\`\`\`

\`\`\`{code-cell} typescript
console.log(delay);
\`\`\``;

test("keeps the code of cells, each line where it stands in the lesson", () => {
  const code = takeCells(lesson).split("\n");
  const expected = lesson.split("\n").map((line) => (/^const|^console/.test(line) ? line : ""));
  expect(code).toEqual([...expected, "export {};", ""]);
});
