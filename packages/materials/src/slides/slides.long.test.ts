/** Reads the decks back, as PowerPoint has them and as LibreOffice shows them. */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { courseFolder } from "async-lab/course";
import { languages } from "async-lab/lessons";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ExecutedLesson, Language } from "../model.js";
import { buildMaterials, buildMs, lessonsBehind, toolsPython } from "../testing/built.js";
import { makeSlides } from "./index.js";

/** What `read_slides.py` prints. */
interface ReadDeck {
  readonly title: string;
  readonly author: string;
  readonly language: string;
  /** When each part of the archive is from. */
  readonly dates: readonly unknown[];
  readonly masters: number;
  /** Of the PDF, where there is one. */
  readonly pages: number | null;
  readonly slides: readonly {
    readonly layout: string;
    readonly title: string;
    readonly notes: string;
    readonly languages: readonly string[];
    /** The alternative texts. */
    readonly pictures: readonly string[];
    readonly tables: number;
    /** In hundredths of a point. */
    readonly sizes: readonly number[];
    readonly texts: readonly { readonly name: string; readonly text: string; readonly seen: string }[];
  }[];
}

const course = courseFolder();
const office = findOffice();
const run = promisify(execFile);
const decks = {} as Record<Language, ReadDeck>;
let lessons: ReadonlyMap<Language, readonly ExecutedLesson[]>;
let scratch: string;

function findOffice(): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  return folders.map((folder) => join(folder, "soffice")).find((file) => existsSync(file));
}

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), "async-lab-slides-"));
  const folder = await buildMaterials();
  lessons = await lessonsBehind(folder);
  for (const language of languages) {
    const file = join(folder, language, "slides.pptx");
    const reader = join(course, "packages", "materials", "python", "read_slides.py");
    const { stdout } = await run(toolsPython, [reader, file, ...(await renderDeck(file, language))], {
      maxBuffer: 64 * 1024 * 1024,
    });
    decks[language] = JSON.parse(stdout) as ReadDeck;
  }
}, buildMs);
afterAll(() => rm(scratch, { recursive: true, force: true }));

/** The deck as PDF, if there is a LibreOffice, in a profile of its own. */
async function renderDeck(file: string, language: Language): Promise<string[]> {
  if (!office) return [];
  const outdir = join(scratch, language);
  const profile = `-env:UserInstallation=${pathToFileURL(join(scratch, "profile")).href}`;
  await run(office, ["--headless", profile, "--convert-to", "pdf", "--outdir", outdir, file]);
  return [join(outdir, "slides.pdf")];
}

const squeeze = (text: string) => text.replace(/\s/g, "");

test("both languages have the same slides", () => {
  const layouts = (language: Language) => decks[language].slides.map(({ layout }) => layout);
  expect(layouts("es")).toEqual(layouts("en"));
  expect(layouts("en").length).toBeGreaterThan(50);
  expect(layouts("en").length).toBeLessThan(80);
});

test("charts speak the deck's language, whatever that of the command was", () => {
  const described = (language: Language) =>
    decks[language].slides.flatMap(({ pictures }) => pictures).join("\n");
  expect(described("en")).toContain("50 requests in");
  expect(described("es")).toContain("50 pedidos en");
  expect(described("es")).not.toMatch(/ requests | froze /);
});

describe.each(languages)("the deck in %s", (language) => {
  const titles = () =>
    (lessons.get(language) ?? []).map(({ cells }) => /^# (.+)$/m.exec(cells[0]?.source ?? "")?.[1]);

  test("says what it is, in which language, and when it was made", () => {
    const { title, author, dates, masters } = decks[language];
    expect(title).toMatch(/^async-lab: .+ TypeScript/);
    expect({ author, masters, language: decks[language].language }).toEqual({
      ...{ author: "async-lab", masters: 1 },
      language: language === "en" ? "en-US" : "es-AR",
    });
    expect(dates).toHaveLength(1);
  });

  test("every lesson's title, and a title, notes and content on every slide", () => {
    const { slides } = decks[language];
    const openings = slides.filter(({ layout }) => layout === "Cover" || layout === "Lesson");
    expect(openings.map(({ title }) => title)).toEqual(titles());
    for (const { layout, title, notes, pictures, tables, texts } of slides) {
      expect(title).not.toBe("");
      if (!title.endsWith(")")) expect(notes, title).not.toBe("");
      // More than the title and the footer.
      if (layout === "Content" || layout === "Picture")
        expect(texts.length + pictures.length + tables, title).toBeGreaterThan(2);
    }
  });

  test("every chart that is on slides, with its description", () => {
    const charts = (lessons.get(language) ?? [])
      .flatMap(({ cells }) => cells)
      .filter(({ slide }) => slide !== "skip")
      .flatMap(({ outputs }) =>
        outputs.flatMap((output) => (output.kind === "chart" ? [output.description] : [])),
      );
    expect(charts.length).toBeGreaterThan(7);
    expect(decks[language].slides.flatMap(({ pictures }) => pictures)).toEqual(charts);
  });

  test("text in its language, in letters that can be read, without escapes", () => {
    const locale = language === "en" ? "en-US" : "es-AR";
    for (const { title, languages: found, sizes, texts } of decks[language].slides) {
      expect(found, title).toEqual([locale]);
      expect(Math.min(...sizes, 1600), title).toBeGreaterThanOrEqual(1600);
      // eslint-disable-next-line no-control-regex -- what a terminal reads as colors
      for (const { text } of texts) expect(text).not.toMatch(/\u001b|\[\d+m/);
    }
  });

  test("no text leaves its place when LibreOffice shows it", (context) => {
    if (!office) return context.skip("no LibreOffice found: install libreoffice-impress");
    const { pages, slides } = decks[language];
    expect(pages).toBe(slides.length);
    const places = slides.flatMap(({ title, texts }) => texts.map((text) => ({ title, ...text })));
    expect(places.length).toBeGreaterThan(200);
    for (const { title, name, text, seen } of places)
      expect(squeeze(seen), `${title}, ${name}`).toBe(squeeze(text));
  });
});

test("the same lessons make the same file", { timeout: buildMs }, async () => {
  const make = async (name: string) => {
    const folder = await mkdtemp(join(scratch, name));
    await makeSlides({
      ...{
        language: "en",
        lessons: lessons.get("en") ?? [],
        course,
        folder,
        scratch: folder,
        python: toolsPython,
      },
      ...{ date: new Date("2026-01-02T03:04:05Z"), signal: AbortSignal.timeout(buildMs) },
    });
    return await readFile(join(folder, "slides.pptx"));
  };
  expect((await make("one-")).equals(await make("two-"))).toBe(true);
});
