import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { test } from "vitest";
import { runGrade } from "../lib/grader/class/command.js";
import { makeHandIn } from "../lib/grader/submit/hand-in.js";
import { madeUpGrade, madeUpNotebook } from "../lib/grader/testing/made-up.js";
import { courseFolder, setLanguage } from "../lib/notebook/index.js";
import { findBrowser } from "./browser/find-browser.js";
import { honestHomework } from "./honest-homework.js";

test("look", { timeout: 200_000 }, async () => {
  const folder = "/tmp/look"; mkdirSync(folder + "/in", { recursive: true });
  setLanguage("en");
  const lesson = JSON.parse(readFileSync(join(courseFolder(), "notebooks/en/09-homework.ipynb"), "utf8"));
  for (const cell of lesson.cells) if (cell.metadata.tags?.includes("exercise")) cell.source = honestHomework;
  const put = (file: string, id: string, name: string, notebook: any) =>
    writeFileSync(join(folder, "in", file), makeHandIn(notebook, { id, name, at: new Date("2026-11-20T10:00:00Z"), points: undefined }));
  put("ana $' #1 100%.ipynb", "1", "Ana", lesson);
  const hostile = `const scrape = "<script>alert(1)</script>"; // تعليق عربي "x" === 'a' \u202E reversed\nconst שלום = "עברית" + x; /* </code></pre><h1>hi</h1> */\n` +
    "x".repeat(3000) + "\n\tif (a > 1) {\n\t\treturn `a ${b + `c ${d}`} e`;\n\t}\n" + "const abc = 12345 + /re[/]x/g.exec('q'); // Ana García\n".repeat(40000);
  put("b.ipynb", "2", "<img src=x onerror=alert(1)> García", JSON.parse(madeUpNotebook(hostile)));
  mkdirSync(folder + "/grades", { recursive: true });
  writeFileSync(folder + "/grades/overrides.csv", "id,criterion,points,reason\n2,time,20,slow machine\n1,,60,oral exam\n");
  const go = (extra: string[]) => runGrade([folder + "/in", "--out", folder + "/grades", ...extra], {
    stdout: { write: (t: string) => console.log(t) }, stderr: { write: (t: string) => console.log(t) }, cwd: folder, signal: new AbortController().signal, grader: "x",
    gradeNotebook: (text) => Promise.resolve(text.includes("onerror") ? madeUpGrade(["time", "inFlight"], { ended: "timed out", problems: [{ cell: 1, kind: "type error", error: { name: "TypeError", message: "TypeError: <b>x</b> 'García'", place: "cell 1, line 4", causes: [] } }] }) : madeUpGrade(["time"])),
  });
  await go([]);
  const browser = await chromium.launch({ executablePath: findBrowser()!, args: ["--no-sandbox", "--disable-gpu"] });
  for (const name of ["1", "2"]) for (const colorScheme of ["light", "dark"] as const) {
    const page = await browser.newPage({ viewport: { width: 1100, height: 900 }, colorScheme });
    const t = performance.now();
    await page.goto(pathToFileURL(`${folder}/grades/pages/${name}.html`).href);
    console.log(name, "load", Math.round(performance.now() - t), readFileSync(`${folder}/grades/pages/${name}.html`).length);
    if (name === "1") await page.screenshot({ path: `${folder}/${name}-${colorScheme}.png`, fullPage: true });
    await page.locator("h2", { hasText: "The code" }).scrollIntoViewIfNeeded();
    await page.evaluate("document.querySelectorAll('h2')[document.querySelectorAll('h2').length-1].scrollIntoView()");
    await page.screenshot({ path: `${folder}/${name}-${colorScheme}-code.png` });
    if (colorScheme === "light" && name === "1") {
      await page.pdf({ path: `${folder}/${name}.pdf`, format: "A4" });
      await page.emulateMedia({ media: "print" });
      await page.setViewportSize({ width: 794, height: 1123 });
      await page.screenshot({ path: `${folder}/${name}-print.png`, fullPage: true });
    }
    await page.close();
  }
  await browser.close();
});
