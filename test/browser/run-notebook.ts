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
  // Run All before JupyterLab has got its kernel would ask which one to take.
  await page.locator(".jp-KernelName", { hasText: "TypeScript" }).waitFor({ timeout: 60_000 });
  await page
    .locator('.jp-NotebookPanel .jp-Notebook-ExecutionIndicator[data-status="idle"]')
    .waitFor({ timeout: 60_000 });
  await waitForKernel(page, new URL("/api/kernels", address).href);
}

async function waitForKernel(page: Page, kernels: string): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    const answer = (await (await page.request.get(kernels)).json()) as {
      execution_state: string;
      connections: number;
    }[];
    if (answer.some(({ execution_state, connections }) => execution_state === "idle" && connections > 0))
      return;
    await page.waitForTimeout(100);
  }
  throw new Error("The kernel was not ready within a minute.");
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

/**
 * Runs all cells, waits until each has run, and saves.
 *
 * @returns the code cells as they were saved
 * @throws Error that shows how far the notebook came, and its errors
 */
export async function runAllCells(page: Page, file: string): Promise<CodeCell[]> {
  await chooseCommand(page, "runmenu:run-all");
  const prompts = page.locator(".jp-CodeCell .jp-InputPrompt");
  const deadline = Date.now() + 120_000;
  let shown: string[] = [];
  do {
    if (Date.now() > deadline) {
      const errors = page.locator(
        ".jp-RenderedText[data-mime-type*=stderr], .jp-RenderedText[data-mime-type*=error]",
      );
      throw new Error(
        `The notebook did not run to its end: ${shown.join(" ")}\n${(await errors.allTextContents()).join("\n")}`,
      );
    }
    await page.waitForTimeout(250);
    shown = await prompts.allTextContents();
    // JupyterLab shows a star for a cell that waits, and its number once it has run.
  } while (shown.length === 0 || !shown.every((prompt) => /^\[\d+\]:$/.test(prompt)));
  const saved = page.waitForResponse(
    (response) => response.request().method() === "PUT" && response.url().includes("/api/contents/"),
  );
  await page.keyboard.press("Control+s");
  await saved;
  const { cells } = JSON.parse(readFileSync(file, "utf8")) as { cells: CodeCell[] };
  return cells.filter(({ cell_type }) => cell_type === "code");
}
