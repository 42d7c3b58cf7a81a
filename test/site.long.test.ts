/** The site of the materials in a real browser, from a folder and from a server, in both languages. */
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import express from "express";
import { chromium, type Browser, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test, type TestContext } from "vitest";
import { languages, readLessons, readNotebook } from "async-lab/lessons";
import { buildMaterials, buildMs, lessonsBehind } from "../packages/materials/src/testing/built.js";
import { findBrowser, howToGetOne } from "./browser/find-browser.js";

const executablePath = findBrowser();
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const phone = { width: 390, height: 844 };
const desktop = { width: 1280, height: 900 };
/** Under a path of its own, as on a school's server. */
const base = "/some/path";

let materials = "";
/** As they were executed, which tells what charts there are. */
let executed: Awaited<ReturnType<typeof lessonsBehind>>;
let browser: Browser | undefined;
let server: ReturnType<ReturnType<typeof express>["listen"]>;

beforeAll(async () => {
  materials = await buildMaterials();
  executed = await lessonsBehind(materials);
  if (executablePath)
    browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  server = express().use(base, express.static(materials)).listen(0, "127.0.0.1");
  await once(server, "listening");
}, buildMs);
afterAll(async () => {
  await browser?.close();
  server.close();
});

const siteOf = (language: string) => join(materials, language, "site");
const fromFolder = (language: string, page: string) => pathToFileURL(join(siteOf(language), page)).href;
const fromServer = (language: string, page: string) =>
  `http://127.0.0.1:${(server.address() as AddressInfo).port}${base}/${language}/site/${page}`;

const lessons = languages.flatMap((language) =>
  [readNotebook(language, "index"), ...readLessons(language)].map(({ name, cells }) => ({
    language,
    name,
    title: /^# (.+)$/m.exec(cells[0]?.source ?? "")?.[1],
  })),
);

describe("the files", () => {
  test.each(languages)(
    "of %s link to what is there, relatively, and load nothing from elsewhere",
    (language) => {
      const site = siteOf(language);
      const read = new Map<string, { links: string[]; ids: Set<string> }>();
      const lookAt = (file: string) => {
        const found = read.get(file) ?? linksOf(readFileSync(file, "utf8"));
        read.set(file, found);
        return found;
      };
      const faults: string[] = [];
      for (const name of readdirSync(site).filter((file) => file.endsWith(".html"))) {
        const page = join(site, name);
        for (const link of lookAt(page).links) {
          if (/^(https?:|mailto:)/.test(link)) continue;
          const [path = "", anchor] = link.split("#");
          const target = path === "" ? page : resolve(dirname(page), decodeURI(path.replace(/\?.*/, "")));
          const isThere = existsSync(target) && !link.startsWith("/");
          const hasAnchor =
            !anchor || !target.endsWith(".html") || lookAt(target).ids.has(decodeURIComponent(anchor));
          if (!isThere || !hasAnchor) faults.push(`${name}: ${link}`);
        }
        for (const [, loaded = ""] of readFileSync(page, "utf8").matchAll(
          /<(?:script|link|img)\b[^>]*?(?:src|href)="([^"]+)"/g,
        ))
          if (/^(https?:)?\/\//.test(loaded)) faults.push(`${name} loads ${loaded}`);
      }
      expect(faults).toEqual([]);
    },
  );

  test("say nothing of the machine that made them", () => {
    for (const language of languages)
      for (const file of readdirSync(siteOf(language), { recursive: true, encoding: "utf8" }))
        if (/\.(html|js|css|ipynb)$/.test(file))
          expect(
            readFileSync(join(siteOf(language), file), "utf8").includes(dirname(dirname(materials))),
          ).toBe(false);
  });

  test("are as many in Spanish as in English, with as much in them", () => {
    const [english, spanish] = ["en", "es"].map((language) =>
      lessons
        .filter((lesson) => lesson.language === language)
        .map(({ name }) => {
          const html = readFileSync(join(siteOf(language), `${name}.html`), "utf8");
          const count = (pattern: RegExp) => html.match(pattern)?.length ?? 0;
          return {
            name,
            ...{ cells: count(/<div class="cell /g), outputs: count(/<div class="output"/g) },
            ...{
              charts: count(/<figure class="chart"/g),
              sections: count(/<h[23]>/g),
              folds: count(/<details>/g),
            },
          };
        }),
    );
    expect(spanish).toEqual(english);
  });
});

describe("each page", () => {
  // All four pairs of width and color, two of them in each language.
  const looks = {
    en: [
      { viewport: phone, colorScheme: "light" },
      { viewport: desktop, colorScheme: "dark" },
    ],
    es: [
      { viewport: phone, colorScheme: "dark" },
      { viewport: desktop, colorScheme: "light" },
    ],
  } as const;

  test.for(lessons)(
    "$language/$name: its title, all its charts drawn, no fault of accessibility, no network",
    { timeout: 120_000 },
    async ({ language, name, title }, context) => {
      const lesson = executed.get(language)?.find((each) => each.name === name);
      const charts = lesson?.cells.flatMap(({ outputs }) =>
        outputs.flatMap((output) => (output.kind === "chart" ? [output.description] : [])),
      );
      for (const look of looks[language]) {
        const page = await open(context, look);
        const heard = listen(page);
        await page.goto(fromFolder(language, `${name}.html`));
        expect(await page.getAttribute("html", "lang")).toBe(language);
        expect(await page.locator("h1").count()).toBe(1);
        expect((await page.locator("h1").innerText()).replace(/#$/, "").trim()).toBe(
          title?.replaceAll("`", ""),
        );
        expect(await page.getAttribute(".download", "href")).toBe(`./notebooks/${name}.ipynb`);
        expect(await drawCharts(page)).toEqual(charts);
        expect(await findPaleText(page)).toEqual([]);
        expect(await findFaults(page)).toEqual([]);
        expect(await page.evaluate<number>("document.documentElement.scrollWidth")).toBe(look.viewport.width);
        expect(heard()).toEqual([]);
        await page.close();
      }
    },
  );
});

describe("a reader", () => {
  test.for([
    ["en", "semaphore", "3 · Not too many"],
    ["es", "semáforo", "3 · No demasiados"],
  ] as const)("finds a word, %s", async ([language, word, found], context) => {
    for (const at of [fromFolder, fromServer]) {
      const page = await open(context, { viewport: desktop });
      const heard = listen(page);
      await page.goto(at(language, "index.html"));
      await page.keyboard.press("Control+k");
      await page.keyboard.type(word);
      await page.keyboard.press("Enter");
      const link = page.locator("#search-results a", { hasText: found }).first();
      await link.waitFor();
      expect(await findFaults(page)).toEqual([]);
      await link.click();
      await page.waitForURL(/03-not-too-many\.html/);
      expect(heard()).toEqual([]);
      await page.close();
    }
  });

  test("goes on to the next lesson, and to the same one in the other language", async (context) => {
    for (const at of [fromFolder, fromServer]) {
      const page = await open(context, { viewport: desktop });
      const heard = listen(page);
      await page.goto(at("en", "00-event-loop.html"));
      await page.locator("a.right-next").click();
      await page.waitForURL(at("en", "01-one-by-one.html"));
      await page.locator(".other-language").first().click();
      await page.waitForURL(at("es", "01-one-by-one.html"));
      expect(heard()).toEqual([]);
      await page.close();
    }
  });

  test("points at a mark of a chart and is told what it stands for", async (context) => {
    const page = await open(context, { viewport: desktop });
    await page.goto(fromFolder("en", "01-one-by-one.html"));
    await drawCharts(page);
    const tip = page.locator(".chart-tip");
    expect(await tip.isVisible()).toBe(false);
    await page.locator("figure.chart .mark-rect path").nth(10).hover({ force: true });
    await tip.waitFor();
    expect(await tip.innerText()).toMatch(/status\s+200/);
    await page.keyboard.press("Escape");
    expect(await tip.isVisible()).toBe(false);
    await page.close();
  });

  test("switches to dark, and the charts with it", async (context) => {
    const page = await open(context, { viewport: desktop, colorScheme: "light" });
    await page.goto(fromFolder("en", "01-one-by-one.html"));
    await drawCharts(page);
    const ink = () =>
      page.evaluate<string>(`getComputedStyle(document.querySelector("figure.chart svg text")).fill`);
    const light = await ink();
    await page.locator(".theme-switch-button").first().click();
    await page.locator('.theme-change-button[data-mode="dark"]').first().click();
    expect(await page.getAttribute("html", "data-theme")).toBe("dark");
    expect(await ink()).not.toBe(light);
    expect(await findPaleText(page)).toEqual([]);
    await page.close();
  });

  test("uses the keyboard: skips to the text, scrolls code, unfolds a hint", async (context) => {
    const page = await open(context, { viewport: phone });
    await page.goto(fromFolder("en", "01-one-by-one.html"));
    await page.keyboard.press("Tab");
    expect(await page.locator(":focus").getAttribute("href")).toBe("#main-content");
    await page.keyboard.press("Enter");
    expect(new URL(page.url()).hash).toBe("#main-content");
    const wide = await page.evaluate<number[]>(
      `[...document.querySelectorAll("pre")].filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.tabIndex)`,
    );
    expect(new Set(wide)).toEqual(new Set([0]));
    await page.locator("summary").first().focus();
    await page.keyboard.press("Enter");
    expect(await page.locator("details").first().getAttribute("open")).toBe("");
    await page.close();
  });

  test("without JavaScript sees the pictures, with their descriptions", async (context) => {
    const page = await open(context, { viewport: desktop, javaScriptEnabled: false });
    await page.goto(fromFolder("en", "01-one-by-one.html"));
    const pictures = await page.locator("figure.chart").getByRole("img").all();
    expect(pictures).toHaveLength(3);
    for (const picture of pictures) {
      expect(await picture.getAttribute("aria-label")).toMatch(/\d/);
      expect((await picture.locator("svg").boundingBox())?.width).toBeGreaterThan(500);
    }
    await page.close();
  });
});

async function open(context: TestContext, look: Parameters<Browser["newPage"]>[0]): Promise<Page> {
  if (!browser) return context.skip(howToGetOne);
  return await browser.newPage(look);
}

/** @returns what it complained of, and what it asked of other machines, since then */
function listen(page: Page): () => string[] {
  const heard: string[] = [];
  page.on("console", (message) => message.type() === "error" && heard.push(message.text()));
  page.on("pageerror", (error) => heard.push(error.message));
  page.on("request", (request) => {
    const { protocol, hostname, href } = new URL(request.url());
    if (!["file:", "data:", "blob:"].includes(protocol) && hostname !== "127.0.0.1") heard.push(href);
  });
  return () => heard;
}

/** Passes by each chart, so that it is drawn. @returns their descriptions */
async function drawCharts(page: Page): Promise<(string | null)[]> {
  const charts = await page.locator("figure.chart").all();
  for (const chart of charts) {
    await chart.scrollIntoViewIfNeeded();
    await chart.locator(".chart-picture > div > svg").waitFor();
  }
  return await Promise.all(charts.map((chart) => chart.getByRole("img").getAttribute("aria-label")));
}

/** Text in charts with a contrast below 4.5 to 1, https://www.w3.org/TR/WCAG22/#contrast-minimum, which axe leaves out. */
function findPaleText(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`(() => {
    const parts = (color) => color.match(/[\\d.]+/g).map(Number);
    const luminance = (color) => {
      const [red, green, blue] = parts(color).map((part) =>
        part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4);
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const ground = luminance(getComputedStyle(document.body).backgroundColor);
    return [...document.querySelectorAll("figure.chart svg text")].filter((text) => {
      const ink = luminance(getComputedStyle(text).fill);
      return (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05) < 4.5;
    }).map((text) => text.textContent);
  })()`);
}

/** What axe finds of serious and critical faults. */
async function findFaults(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return await page.evaluate<string[]>(`axe.run({ preload: false }).then(({ violations }) => violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ": " + html.slice(0, 120))))`);
}

function linksOf(html: string): { links: string[]; ids: Set<string> } {
  const all = (pattern: RegExp) =>
    [...html.matchAll(pattern)].map(([, value = ""]) => value.replaceAll("&amp;", "&"));
  return {
    links: all(/<(?:a|link|script|img)\b[^>]*?\s(?:href|src)="([^"]*)"/g),
    ids: new Set(all(/\sid="([^"]+)"/g)),
  };
}
