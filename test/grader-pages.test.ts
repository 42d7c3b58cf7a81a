/** The grader's pages in a real browser: what can be checked of their accessibility, with hostile names in them. */
import { mkdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium, type Browser, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { criterionIds } from "async-lab/checks";
import { runGrade } from "../packages/grader/src/class/command.js";
import { makeSubmission } from "../packages/grader/src/submit/make-submission.js";
import { madeUpGrade, madeUpNotebook } from "../packages/grader/src/testing/made-up.js";
import { type Language } from "@async-lab/notebook";
import { courseFolder } from "async-lab/course";
import { findBrowser, howToGetOne } from "./browser/find-browser.js";
import { readLessons } from "async-lab/lessons";

const screenshots = join(courseFolder(), "test-output");
const executablePath = findBrowser();
const findFaults = readFileSync(join(courseFolder(), "test", "browser", "find-faults.mjs"), "utf8");
const hostile = `<img src=x onerror="document.title='broken in'"> García`;

describe("the grader's pages", () => {
  let folder = "";
  let browser: Browser | undefined;

  beforeAll(async () => {
    mkdirSync(screenshots, { recursive: true });
    folder = await mkdtemp(join(tmpdir(), "async-lab-pages-"));
    await makeClass(folder);
    if (executablePath) {
      const args = [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
      ];
      browser = await chromium.launch({ executablePath, args });
    }
  });
  afterAll(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });

  test.for([
    { page: "summary.html", language: "en" },
    { page: "pages/1.html", language: "es" },
    { page: "pages/2.html", language: "en" },
  ] as const)(
    "$page has no fault that can be found by program",
    async ({ page: name, language }, context) => {
      if (!browser) return context.skip(howToGetOne);
      for (const colorScheme of ["light", "dark"] as const) {
        const page = await browser.newPage({ viewport: { width: 1100, height: 900 }, colorScheme });
        const said = listen(page);
        await page.goto(pathToFileURL(join(folder, "grades", name)).href);
        await page.screenshot({
          path: join(screenshots, `grader-${name.replace(/\W/g, "-")}-${colorScheme}.png`),
          fullPage: true,
        });
        expect(await page.locator("html").getAttribute("lang")).toBe(language satisfies Language);
        expect(await page.title()).not.toBe("broken in");
        expect(await page.evaluate<string[]>(findFaults)).toEqual([]);
        // https://www.w3.org/WAI/WCAG22/Understanding/reflow
        await page.setViewportSize({ width: 320, height: 640 });
        expect(await page.evaluate<number>("document.documentElement.scrollWidth")).toBeLessThanOrEqual(320);
        expect(said).toEqual([]);
        await page.close();
      }
    },
  );

  test("in print no row and no line breaks, and nothing is left of the dark", async (context) => {
    if (!browser) return context.skip(howToGetOne);
    const page = await browser.newPage({ colorScheme: "dark" });
    await page.emulateMedia({ media: "print" });
    await page.goto(pathToFileURL(join(folder, "grades/pages/2.html")).href);
    const look = (selector: string, property: string) =>
      page.evaluate<string[]>(
        `[...new Set([...document.querySelectorAll("${selector}")].map((one) => getComputedStyle(one).${property}))]`,
      );
    expect(await look("tr, .line, figure", "breakInside")).toEqual(["avoid"]);
    // The titles stand on every sheet, the total only where the table ends.
    expect(await look("thead", "display")).toEqual(["table-header-group"]);
    expect(await look("tfoot", "display")).toEqual(["table-row-group"]);
    expect(await look("body", "backgroundColor")).toEqual(["rgb(255, 255, 255)"]);
    await page.close();
  });

  test("everything that does something, or scrolls, is reached and used with the keyboard", async (context) => {
    if (!browser) return context.skip(howToGetOne);
    const page = await browser.newPage();
    await page.goto(pathToFileURL(join(folder, "grades/pages/2.html")).href);
    const reached: string[] = [];
    for (let at = 0; at < 30; at += 1) {
      await page.keyboard.press("Tab");
      const focused = page.locator(":focus");
      if ((await focused.count()) === 0) break;
      const name = (await focused.getAttribute("aria-label")) ?? (await focused.textContent())?.trim() ?? "";
      reached.push(name);
      if (name.includes("as a table")) {
        await page.keyboard.press("Enter");
        expect(await page.locator("details", { has: focused }).getAttribute("open")).toBe("");
      }
    }
    expect(reached).toEqual([
      "Criteria",
      "Timeline of your requests",
      "The 22 pages that did not come at the first attempt, as a table",
      "Attempts at each of the 200 pages that did not come at once",
      "Attempts at the pages that fail, and the waits between them",
      "The 12 pages that did not come at the first attempt, as a table",
      "Attempts at each of the pages that fail",
      "Cells with problems",
      ...["3", "cell 3, line 2", "4"],
      "What it printed",
      "2.ipynb",
      "Cell 2, as the lesson has it",
    ]);
    // A problem leads to its line.
    await page.getByRole("link", { name: "cell 3, line 2" }).click();
    expect(await page.locator(".line:target").textContent()).toContain(hostile);
    await page.goto(pathToFileURL(join(folder, "grades/summary.html")).href);
    await page.locator("a").first().focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/pages\/.+\.html$/);
    await page.close();
  });
});

/** What the browser complains of: a broken policy, a script that it did not run. */
function listen(page: Page): string[] {
  const said: string[] = [];
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (error) => said.push(error.message));
  return said;
}

/** Three students: one with full points in Spanish, one with a lot of trouble in English, one whom the grader failed. */
async function makeClass(folder: string): Promise<void> {
  const put = (id: string, name: string, ...codes: readonly string[]) => {
    const notebook = JSON.parse(madeUpNotebook("")) as { cells: Record<string, unknown>[] };
    const [prose = {}, cell] = notebook.cells;
    const cells = [prose, ...codes.map((source) => ({ ...cell, source }))];
    const submission = { id, name, at: new Date("2026-11-20T10:00:00Z"), points: undefined };
    return writeFile(join(folder, `${id}.ipynb`), makeSubmission({ ...notebook, cells }, submission));
  };
  // A cell of the lesson, one that is not, and the one that the problem is in.
  const lesson = readLessons("en").find(({ name }) => name === "09-homework");
  const { source: ofLesson = "" } = lesson?.cells.find(({ type }) => type === "code") ?? {};
  await put("1", "Ana", "spanish");
  await put("2", hostile, "english", ofLesson, `const שלום = "עברית"; /* 1 */ x = 2\n// ${hostile}`, "done");
  await put("3", "Eva", "breaks");
  await writeFile(join(folder, "class.csv"), "id,name\n1,Ana\n4,Noa\n");
  mkdirSync(join(folder, "grades"));
  await writeFile(
    join(folder, "grades/overrides.csv"),
    "id,criterion,points,reason\n2,time,20,slow machine\n",
  );
  const error = {
    name: "TypeError",
    message: `TypeError: ${hostile}`,
    place: "cell 3, line 2",
    causes: [hostile],
  };
  const code = await runGrade(
    [
      folder,
      "--out",
      join(folder, "grades"),
      "--roster",
      join(folder, "class.csv"),
      "--deadline",
      "2026-11-19T10:00Z",
    ],
    {
      stdout: { write: () => true },
      stderr: { write: () => true },
      cwd: folder,
      signal: new AbortController().signal,
      grader: "made up",
      language: "en",
      gradeNotebook: (text) => {
        if (text.includes("breaks")) return Promise.reject(new Error(hostile));
        if (text.includes("spanish")) return Promise.resolve(madeUpGrade([], { language: "es" }));
        return Promise.resolve(
          madeUpGrade(criterionIds.slice(1), {
            ended: "timed out",
            problems: [
              { cell: 3, kind: "error", error },
              { cell: 4, kind: "not reached" },
            ],
            printed: `${hostile}\n`.repeat(60),
          }),
        );
      },
    },
  );
  expect(code).toBe(1);
}
