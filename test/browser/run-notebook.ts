import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";

/** A code cell as Jupyter stores it. */
export interface CodeCell {
  readonly cell_type: "code" | "markdown";
  readonly source: string | readonly string[];
  readonly metadata: { readonly tags?: readonly string[] };
  readonly execution_count: number | null;
  readonly outputs: readonly {
    readonly output_type: string;
    readonly ename?: string;
    readonly evalue?: string;
  }[];
}

/** Opens a notebook's page and waits until its kernel is ready. */
export async function openNotebook(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.locator(".jp-NotebookPanel .jp-Notebook .jp-CodeCell").first().waitFor({ timeout: 60_000 });
  await page.locator('.jp-Notebook-ExecutionIndicator[data-status="idle"]').waitFor({ timeout: 60_000 });
}

/** Chooses a command from the menus, whatever their language. */
export async function chooseCommand(page: Page, command: string): Promise<void> {
  const menus = page.locator(".lm-MenuBar-item");
  const item = page.locator(`.lm-Menu-item[data-command="${command}"]`);
  for (let i = 0; i < (await menus.count()); i++) {
    await menus.nth(i).click();
    if ((await item.count()) > 0) {
      await item.first().click();
      return;
    }
    await page.keyboard.press("Escape");
  }
  throw new Error(`No menu of JupyterLab holds the command ${command}.`);
}

/** Runs all cells, waits for the last one, and saves. @returns the code cells as they were saved */
export async function runAllCells(page: Page, file: string): Promise<CodeCell[]> {
  await chooseCommand(page, "runmenu:run-all");
  await page.locator('.jp-Notebook-ExecutionIndicator[data-status="busy"]').waitFor({ timeout: 30_000 });
  await page.waitForFunction(
    () => {
      const doc = (
        globalThis as unknown as {
          document: { querySelectorAll(css: string): Iterable<{ textContent: string }> };
        }
      ).document;
      const prompts = [...doc.querySelectorAll(".jp-CodeCell .jp-InputPrompt")].map(
        ({ textContent }) => textContent,
      );
      return prompts.length > 0 && prompts.every((prompt) => /^\[\d+\]:$/.test(prompt));
    },
    undefined,
    { timeout: 180_000 },
  );
  const saved = page.waitForResponse(
    (response) => response.request().method() === "PUT" && response.url().includes("/api/contents/"),
  );
  await page.keyboard.press("Control+s");
  await saved;
  const { cells } = JSON.parse(readFileSync(file, "utf8")) as { cells: CodeCell[] };
  return cells.filter(({ cell_type }) => cell_type === "code");
}
