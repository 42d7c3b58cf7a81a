/** Reads the guides back, as a reader and a screen reader find them. */
import { execFile } from "node:child_process";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { courseFolder } from "async-lab/course";
import { languages } from "async-lab/lessons";
import { beforeAll, describe, expect, test } from "vitest";
import type { ExecutedLesson, Language } from "../model.js";
import { buildMaterials, buildMs, lessonsBehind, toolsPython } from "../testing/built.js";
import { findExternalLinks, findHeadings, splitFolds } from "./markdown.js";
import { messages } from "./messages.js";

/** What `read_guide.py` prints. */
interface Guide {
  readonly title: string;
  readonly author: string;
  readonly language: string;
  readonly metadata: string;
  readonly pages: readonly string[];
  /** Code that is cut off. */
  readonly past_margin: readonly string[];
  readonly outline: readonly string[];
  /** The alternative texts. */
  readonly pictures: readonly string[];
  readonly tags: readonly string[];
  readonly fonts: Readonly<Record<string, boolean>>;
  readonly links: { readonly addresses: readonly string[]; readonly pages: readonly (number | null)[] };
}

const course = courseFolder();
const guides = {} as Record<Language, Guide>;
let lessons: ReadonlyMap<Language, readonly ExecutedLesson[]>;
let folder: string;

beforeAll(async () => {
  folder = await buildMaterials();
  lessons = await lessonsBehind(folder);
  const script = join(course, "packages", "materials", "python", "read_guide.py");
  for (const language of languages) {
    const args = [script, join(folder, language, "guide.pdf")];
    const { stdout } = await promisify(execFile)(toolsPython, args, { maxBuffer: 64 * 1024 * 1024 });
    guides[language] = JSON.parse(stdout) as Guide;
  }
}, buildMs);

/** Without what a line's end may have done to it, and without Markdown's marks. */
const squeeze = (text: string) => text.replace(/[\s\u200b↪`*]/g, "");
const textOf = ({ cells }: ExecutedLesson) =>
  cells.flatMap(({ type, source }) => (type === "markdown" ? [source] : [])).join("\n\n");
/** All but the first page, of which the guide has the beginning only. */
const chapters = (language: Language) => (lessons.get(language) ?? []).filter(({ name }) => name !== "index");

describe.each(languages)("the guide in %s", (language) => {
  const all = () => squeeze(guides[language].pages.join("\n"));

  test("says what it is, and is PDF/UA-1", () => {
    const { title, author, language: lang, metadata, tags } = guides[language];
    expect(title).toBe(`async-lab: ${messages(language).subtitle}`);
    expect({ author, lang }).toEqual({ author: "async-lab", lang: language });
    expect(metadata).toMatch(/<pdfuaid:part>1</);
    expect(tags).toEqual(expect.arrayContaining(["/H1", "/H2", "/Code", "/Figure", "/TH", "/TOC", "/Link"]));
  });

  test("has a size that can be handed out, and all its letters", async () => {
    expect(guides[language].pages.length).toBeGreaterThan(80);
    expect(guides[language].pages.length).toBeLessThan(140);
    expect((await stat(join(folder, language, "guide.pdf"))).size).toBeLessThan(6_000_000);
    expect(Object.entries(guides[language].fonts).filter(([, embedded]) => !embedded)).toEqual([]);
  });

  test("has the headings of every lesson, as bookmarks too", () => {
    const headings = chapters(language).flatMap((lesson) => findHeadings(textOf(lesson)));
    const outline = guides[language].outline.map(squeeze);
    expect(headings.length).toBeGreaterThan(80);
    for (const { text } of headings) {
      expect(outline).toContain(squeeze(text));
      expect(all()).toContain(squeeze(text));
    }
  });

  test("has every line of code, also those that go on in the next", () => {
    const text = all();
    const lines = chapters(language).flatMap(({ cells }) =>
      cells.flatMap(({ type, source }) => (type === "code" ? source.split("\n") : [])),
    );
    expect(lines.filter((line) => !text.includes(squeeze(line)))).toEqual([]);
    expect(guides[language].past_margin).toEqual([]);
  });

  test("has the hints and solutions of every exercise", () => {
    const folds = chapters(language).flatMap((lesson) => splitFolds(textOf(lesson)).folds);
    expect(folds.length).toBeGreaterThan(30);
    for (const { title } of folds) expect(all()).toContain(squeeze(title));
  });

  test("has every chart, with its sentence", () => {
    const charts = chapters(language).flatMap(({ cells }) =>
      cells.flatMap(({ outputs }) => outputs.flatMap((output) => (output.kind === "chart" ? [output] : []))),
    );
    expect(charts.length).toBeGreaterThan(20);
    expect(guides[language].pictures).toEqual(charts.map(({ description }) => description));
  });

  test("leads to every page that the lessons name, and to no page that is not there", () => {
    const { addresses, pages } = guides[language].links;
    const named = chapters(language).flatMap((lesson) =>
      findExternalLinks(textOf(lesson)).map(({ url }) => url),
    );
    expect(addresses).toEqual([...new Set(named)].sort());
    expect(pages).not.toContain(null);
    // From each exercise and back, and from the contents.
    expect(pages.length).toBeGreaterThan(130);
  });
});

test("both are equally complete", () => {
  const [en, es] = languages.map((language) => {
    const { pages, outline, pictures, links } = guides[language];
    return {
      bookmarks: outline.length,
      pictures: pictures.length,
      links: links.pages.length,
      pages: pages.length,
    };
  });
  expect({ ...es, pages: 0 }).toEqual({ ...en, pages: 0 });
  expect(Math.abs((es?.pages ?? 0) - (en?.pages ?? 0))).toBeLessThan(10);
});
