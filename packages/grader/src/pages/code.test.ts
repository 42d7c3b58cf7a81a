import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { courseFolder } from "async-lab/course";
import type { SubmissionFile } from "../class/submission-file.js";
import { splitCode } from "../code-tokens.js";
import { isHomework } from "../homework-notebook.js";
import { madeUpNotebook } from "../testing/made-up.js";
import { renderCode, type CodeOptions } from "./code.js";

const folder = "/class/grades/pages";
const render = (text: string, options: Partial<CodeOptions> = {}) => {
  const submission = {
    text,
    path: "/class/in/a $' #1%.ipynb",
    shownPath: "a $' #1%.ipynb",
  } as SubmissionFile;
  return String(renderCode(submission, { language: "en", folder, hide: (one) => one, ...options }) ?? "");
};
const renderCell = (code: string, options?: Partial<CodeOptions>) => render(madeUpNotebook(code), options);

test.each([
  "const a = `x ${f(`y ${b} z`)} w`; // c\n/* d\n e */ if (a / 2 > /re[/]x/g.exec('q')) return 1_000n + 0xff;",
  "`never ends ${ a\n b",
  "/* never ends\n x",
  "x = 'never ends\ny = 2 \u0000 # ¿?\r\n%%html <b>",
  "",
  "`${".repeat(20_000),
])("code in pieces is the whole code: %j", (code) => {
  expect(
    splitCode(code)
      .map(({ text }) => text)
      .join(""),
  ).toBe(code);
});

test("code is escaped, highlighted, and its lines are numbered", () => {
  const page = renderCell('const a = "<script>"; // </code></pre>\n\nif (a) f(1_0);');
  expect(page).toContain(
    '<span class="line" id="c1l1"><span class="k">const</span> a = <span class="t">&quot;&lt;script&gt;&quot;</span>; <span class="c">// &lt;/code&gt;&lt;/pre&gt;</span>\n</span>',
  );
  expect(page).toContain('<span class="line" id="c1l2">\n</span>');
  expect(page).toContain('<span class="k">if</span> (a) f(<span class="n">1_0</span>);');
  expect(page.match(/<script|<\/code>/g)).toEqual(["</code>"]);
});

test("what is written from right to left, or turns the direction, stays in its place", () => {
  const page = renderCell("const שלום = 1; // a\u202Eb");
  expect(page).toContain("<bdi>שלום</bdi> = ");
  expect(page).toContain("// a\uFFFDb");
});

test("a link leads to the file, whatever is in its name; an anonymous page has none", () => {
  expect(renderCell("x")).toContain('<a href="../../in/a%20%24&#39;%20%231%25.ipynb">a $&#39; #1%.ipynb</a>');
  const page = renderCell("const ana = 'by Ana'; // Ana", {
    folder: undefined,
    hide: (text) => text.replaceAll(/ana/gi, "X7"),
  });
  expect(page).not.toContain("href");
  // What the code calls its things stays: it would be another program.
  expect(page).toContain("</span> ana = ");
  expect(page).not.toContain("Ana");
});

test("two megabytes are cut off, and the page says how much is left out", () => {
  const line = "const abc = 12345 + 'x'; // Ana García\n";
  const page = renderCell(`${line.repeat(50_000)}x`);
  expect(page.length).toBeLessThan(1_000_000);
  expect(page.slice(-200)).toContain("47,001 more lines are in the file.");
  const long = renderCell(`x${"y".repeat(2_000_000)}`);
  expect(long.length).toBeLessThan(300_000);
  expect(long.includes("y …")).toBe(true);
});

test.each(["en", "es"] as const)(
  "of the lesson as it came, only the cell to be written is not folded (%s)",
  (language) => {
    const lesson = join(courseFolder(), "notebooks", language, "09-homework.ipynb");
    const text = readFileSync(lesson, "utf8");
    expect(isHomework(text)).toBe(true);
    const open = render(text, { language }).replaceAll(/<details>.*?<\/details>/gs, "");
    expect(open.match(/<pre/g)).toHaveLength(1);
    expect(open).toContain("scrape(urls");
  },
);

test.each([
  ["{}", false],
  [madeUpNotebook("// scrape\nconst a = 'scrape' + scraper;"), false],
  [madeUpNotebook("export const scrape = async () => {};"), true],
  [madeUpNotebook("const { scrape } = await import('./mine.ts');"), true],
  [madeUpNotebook("globalThis.scrape = f;"), true],
])("what is handed in is the homework, or not: %#", (text, is) => {
  expect(isHomework(text)).toBe(is);
});
