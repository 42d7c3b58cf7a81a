import { basename } from "node:path";
import type { APIRequestContext, Page } from "playwright-core";
import { expect, vi } from "vitest";
import type { OpenCourse } from "./open-course.js";
import { chooseCommand } from "./run-notebook.js";

/**
 * Opens lessons beside what is open, ends all kernels, and opens JupyterLab anew, which brings the tabs back. Then
 * runs the lesson on top while JupyterLab has not yet read which kernel it wants, as on a busy machine.
 *
 * @param page an open JupyterLab
 * @param paths notebooks to open, as JupyterLab names them; the last one is on top
 */
export async function restoreTabs(page: Page, course: OpenCourse, paths: readonly string[]): Promise<void> {
  const { request } = page;
  const onTop = paths.at(-1) ?? "";
  for (const path of paths) {
    const name = basename(path);
    await page.locator(".jp-DirListing-item", { hasText: name }).dblclick();
    await page.locator(".lm-DockPanel-tabBar .lm-mod-current", { hasText: name }).waitFor();
  }
  const { pathname } = new URL(page.url());
  const workspace = /\/workspaces\/([\w-]+)/.exec(pathname)?.[1] ?? "default";
  const saved = async () =>
    (await request.get(`${course.origin}/lab/api/workspaces/${workspace}`, asked(course))).text();
  await vi.waitFor(async () => expect(await saved()).toContain(`"current": "notebook:${onTop}"`), {
    timeout: 30_000,
    interval: 250,
  });
  await page.goto("about:blank");
  await endSessions(request, course);

  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  // JupyterLab asks for it between showing a notebook and reading its kernel's name.
  await page.route("**/checkpoints*", async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(`${course.origin}/lab/workspaces/${workspace}?token=${course.token}`);
  const cells = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-CodeCell .jp-InputPrompt");
  // Until its file has come, a notebook has one cell.
  await cells.nth(1).waitFor();
  await chooseCommand(page, "runmenu:run-all");
  release();
  await vi.waitFor(
    async () => {
      for (const prompt of await cells.allTextContents()) expect(prompt).toMatch(/^\[\d+\]:$/);
    },
    { timeout: 120_000, interval: 250 },
  );
}

/** The notebooks that have a kernel. */
export async function listSessions(request: APIRequestContext, course: OpenCourse): Promise<string[]> {
  const answer = await request.get(`${course.origin}/api/sessions`, asked(course));
  return ((await answer.json()) as { path: string }[]).map(({ path }) => path);
}

/** The kernels on offer. */
export async function listKernels(request: APIRequestContext, course: OpenCourse): Promise<string[]> {
  const answer = await request.get(`${course.origin}/api/kernelspecs`, asked(course));
  return Object.keys(((await answer.json()) as { kernelspecs: object }).kernelspecs);
}

async function endSessions(request: APIRequestContext, course: OpenCourse): Promise<void> {
  const answer = await request.get(`${course.origin}/api/sessions`, asked(course));
  for (const { id } of (await answer.json()) as { id: string }[])
    await request.delete(`${course.origin}/api/sessions/${id}`, asked(course));
}

const asked = ({ token }: OpenCourse) => ({ headers: { Authorization: `token ${token}` } });
