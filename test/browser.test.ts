import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium, type Browser, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Language } from "@async-lab/notebook";
import { courseFolder } from "async-lab/course";
import { findBrowser, howToGetOne } from "./browser/find-browser.js";
import { openCourse, type OpenCourse } from "./browser/open-course.js";
import { listKernels, listSessions, restoreTabs } from "./browser/restore-tabs.js";
import { openNotebook, runAllCells } from "./browser/run-notebook.js";

// It runs headless beside the tests, perhaps as root in a container, and has no business on the network.
const FLAGS = [
  ...["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
  ...["--disable-background-networking", "--disable-component-update", "--disable-sync"],
];
const LESSON = "02-all-at-once.ipynb";
const screenshots = join(courseFolder(), "test-output");
const executablePath = findBrowser();

/** A chart that does not fit by then never will. */
const hangMs = 250_000;

/** What JupyterLab draws for a Vega-Lite specification. */
const chartView = ".vega-embed [role=graphics-document]";

describe("JupyterLab in a browser", () => {
  let browser: Browser | undefined;

  beforeAll(async () => {
    mkdirSync(screenshots, { recursive: true });
    if (executablePath) browser = await chromium.launch({ executablePath, args: FLAGS });
  });
  afterAll(async () => browser?.close());

  test.concurrent("lesson 02 runs and draws its charts", { timeout: 300_000 }, async (context) => {
    if (!browser) return context.skip(howToGetOne);
    await using course = await openCourse("en", 8900);
    await using lesson = await openLesson(browser, course, "en", {
      menu: "Settings",
      button: "Delete the cell",
    });
    const { page } = lesson;

    const cells = await runAllCells(page, join(course.notebooks, "en", LESSON));
    await page.screenshot({ path: join(screenshots, "lesson-02-en.png") });

    const unexpected = cells
      .filter(({ metadata }) => !metadata.tags?.includes("raises-exception"))
      .flatMap(({ outputs }) => outputs.filter(({ output_type }) => output_type === "error"));
    expect(unexpected).toEqual([]);
    expect(cells.map(({ execution_count }) => execution_count)).toEqual(cells.map((_, i) => i + 1));

    // One view for each chart that the kernel sent: none is left as text. JupyterLab draws them after the cells have ended.
    const sent = countCharts(cells);
    expect(sent).toBeGreaterThan(0);
    await page
      .locator(chartView)
      .nth(sent - 1)
      .waitFor();
    const drawn = await readCharts(page);
    expect(drawn).toHaveLength(sent);
    for (const { label, width, height } of drawn) {
      expect(label).toMatch(/\d/); // A description computed from the data, for those who do not see the chart.
      expect(width).toBeGreaterThan(100);
      expect(height).toBeGreaterThan(20);
    }

    await expectChartsToFit(page);
    await expectChartsToFollowTheme(page);
    await page.locator(".vega-embed").first().scrollIntoViewIfNeeded();
    await page.screenshot({ path: join(screenshots, "lesson-02-en-chart.png") });
    expect(await page.locator(".Toastify__toast, .jp-Dialog").allTextContents()).toEqual([]);
    expect(lesson.strangers).toEqual([]);
  });

  // The Spanish lesson has the same cells, as `languages.test.ts` sees; what is Spanish here is JupyterLab.
  test.concurrent(
    "tabs come back in Spanish, and no kernel with them",
    { timeout: 300_000 },
    async (context) => {
      if (!browser) return context.skip(howToGetOne);
      await using course = await openCourse("es", 8950);
      await using lesson = await openLesson(browser, course, "es", {
        // Words that JupyterLab's own Spanish lacks, the second one in as many forms as it asks for.
        menu: "Ejecutar",
        button: "Borrar la celda",
      });
      const { page } = lesson;
      const onTop = "es/01-one-by-one.ipynb";
      await restoreTabs(page, course, ["es/03-not-too-many.ipynb", onTop]);
      expect(await listKernels(page.request, course)).toEqual(["tslab"]);
      // Of three tabs, one was looked at; and nobody was asked for its kernel.
      expect(await page.locator(".lm-DockPanel-tabBar .lm-TabBar-tab").count()).toBe(3);
      expect(await listSessions(page.request, course)).toEqual([onTop]);
      expect(await page.locator(".Toastify__toast, .jp-Dialog").allTextContents()).toEqual([]);
      expect(lesson.strangers).toEqual([]);
    },
  );
});

/** A lesson that is open in JupyterLab. */
interface OpenLesson extends AsyncDisposable {
  readonly page: Page;
  /** Requests to anything but the course itself. */
  readonly strangers: readonly string[];
}

/** @param words a menu and a button of JupyterLab, in its language */
async function openLesson(
  browser: Browser,
  course: OpenCourse,
  language: Language,
  words: { readonly menu: string; readonly button: string },
): Promise<OpenLesson> {
  const page = await browser.newPage({ viewport: { width: 1400, height: 1000 } });
  // The test's own limit is the only one: how long a step takes is the machine's business.
  page.setDefaultTimeout(0);
  const strangers = watchStrangers(page, course.origin);
  await openNotebook(page, `${course.origin}/lab/tree/${language}/${LESSON}?token=${course.token}`);
  await page.locator(".lm-MenuBar-item", { hasText: words.menu }).waitFor();
  await page.getByTitle(words.button, { exact: true }).first().waitFor();
  // Opening a lesson changes nothing in it.
  expect(await page.locator(".lm-DockPanel-tabBar .jp-mod-dirty").count()).toBe(0);
  return { page, strangers, [Symbol.asyncDispose]: () => page.close() };
}

/** Requests to anything but the course itself. */
function watchStrangers(page: Page, origin: string): string[] {
  const strangers: string[] = [];
  page.on("request", (request) => {
    const url = request.url();
    if (url.startsWith("http") && !url.startsWith(origin)) strangers.push(url);
  });
  return strangers;
}

async function readCharts(page: Page): Promise<{ label: string; width: number; height: number }[]> {
  const views = await page.locator(chartView).all();
  return Promise.all(
    views.map(async (view) => {
      const drawing = view.locator("canvas.marks, svg.marks");
      await drawing.scrollIntoViewIfNeeded();
      const box = await drawing.boundingBox();
      return {
        label: (await view.getAttribute("aria-label")) ?? "",
        width: box?.width ?? 0,
        height: box?.height ?? 0,
      };
    }),
  );
}

/** As wide as the cell, between bounds: in a small window, at a projector's zoom, on a large screen. */
async function expectChartsToFit(page: Page): Promise<void> {
  // The second one is a laptop's at 150 %.
  for (const [width, height] of [
    [800, 768],
    [911, 512],
    [1920, 768],
    [1400, 768],
  ] as const) {
    await page.setViewportSize({ width, height });
    // The timeline, whose title has more lines in a narrow chart.
    const chart = page.locator(".vega-embed").nth(1);
    await chart.scrollIntoViewIfNeeded();
    const fit = async () => {
      const [cell, drawn] = [await chart.boundingBox(), await chart.locator("svg.marks").boundingBox()];
      if (!cell || !drawn) return "not shown";
      if (drawn.height > height * 0.7) return `${drawn.height} px high`;
      const title = await chart.locator("svg.marks .role-title text").first().boundingBox();
      if (!title || title.y < drawn.y) return "the title is cut off";
      const wanted = Math.min(1000, Math.max(320, cell.width));
      return Math.abs(drawn.width - wanted) <= 1 ? "fits" : `${drawn.width} px of ${cell.width}`;
    };
    // The chart is drawn anew once the notebook's panel has its new width.
    await expect.poll(fit, { timeout: hangMs }).toBe("fits");
  }
}

/** Its text has the page's color, also when that changes, and it stands on the page's ground. */
async function expectChartsToFollowTheme(page: Page): Promise<void> {
  const look = () =>
    page.evaluate<object>(`(() => {
      const svg = document.querySelector(".vega-embed svg.marks");
      return {
        text: getComputedStyle(svg.querySelector("text")).fill,
        ground: getComputedStyle(svg).backgroundColor,
        page: getComputedStyle(svg.closest(".jp-OutputArea-output")).color,
      };
    })()`);
  const before = await look();
  expect(before).toMatchObject({ text: (before as { page: string }).page, ground: "rgba(0, 0, 0, 0)" });
  // What a theme does: it changes the variables that the page's colors come from.
  await page.evaluate(
    `for (const name of ["ui", "content"]) for (const n of [0, 1]) document.documentElement.style.setProperty(\`--jp-\${name}-font-color\${n}\`, "rgb(1, 2, 3)")`,
  );
  expect(await look()).toMatchObject({ text: "rgb(1, 2, 3)", page: "rgb(1, 2, 3)" });
}

function countCharts(cells: readonly { outputs: readonly object[] }[]): number {
  return cells
    .flatMap(({ outputs }) => outputs)
    .filter((output) => "data" in output && "application/vnd.vegalite.v5+json" in (output.data as object))
    .length;
}
