/** A lesson, projected live: what a class sees of it, and the keys that a teacher presses. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { expect, test } from "vitest";
import { courseFolder } from "async-lab/course";
import { findBrowser, howToGetOne } from "./browser/find-browser.js";
import { openCourse } from "./browser/open-course.js";

const executablePath = findBrowser();
const screenshots = join(courseFolder(), "test-output");
/** The first time it installs the tools. */
const presentMs = 900_000;

test(
  "npm run present shows the marked cells alone, one slide after the other",
  { timeout: presentMs },
  async (context) => {
    if (!executablePath) return context.skip(howToGetOne);
    mkdirSync(screenshots, { recursive: true });
    await using course = await openCourse("en", 9050, ["present", "02"]);
    await using browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
    const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
    // The test's own limit is the only one: how long a step takes is the machine's business.
    page.setDefaultTimeout(0);
    await page.goto(
      `${course.origin}/lab/workspaces/async-lab-present-en/tree/en/02-all-at-once.ipynb?token=${course.token}`,
    );

    const shown = page.locator(".jp-Cell.jp-deck-mod-onscreen");
    const wait = (text: string) => shown.first().filter({ hasText: text }).waitFor();
    await wait("2 · All at once");
    await page
      .locator(".jp-Notebook-ExecutionIndicator[data-status=idle]")
      .first()
      .waitFor({ state: "attached" });
    expect(await page.evaluate("document.body.dataset.jpDeckMode")).toBe("presenting");
    const size = await page.evaluate(
      "getComputedStyle(document.querySelector('.jp-RenderedMarkdown p')).fontSize",
    );
    expect(size).toBe("22px");

    await shown.first().click();
    await page.keyboard.press("ArrowRight");
    await wait("Ask first, wait afterwards");
    expect(await shown.count()).toBe(3);
    // The imports are on no slide; the code needs them all the same.
    await page.keyboard.press("Space");
    // Keys go to the cell that is active: the next one is pressed when that is the code's.
    await page.locator(".jp-CodeCell.jp-mod-active.jp-deck-mod-onscreen").waitFor();
    await page.keyboard.press("Control+Shift+Enter");
    await page.keyboard.press("Shift+Enter");
    await shown.filter({ hasText: "Promise { <pending> }" }).waitFor();
    await page.screenshot({ path: join(screenshots, "present-02-en.png") });

    await page.keyboard.press("Escape");
    await page.locator("body:not([data-jp-deck-mode])").waitFor({ state: "attached" });
  },
);
