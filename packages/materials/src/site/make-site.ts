import { execFile } from "node:child_process";
import { cp, mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Maker, MakeOptions } from "../maker.js";
import { formatDate, messages } from "./messages.js";
import { writePage } from "./write-page.js";

const run = promisify(execFile);

/** conf.py, templates and static files: the same way from src/ and from dist/. */
const sphinxFolder = fileURLToPath(new URL("../../site/", import.meta.url));

/** What Sphinx leaves that no reader needs; it also holds the paths of this machine. */
const leftovers = [".buildinfo", ".buildinfo.bak", "objects.inv"];

/**
 * Makes `site/`: a page for each lesson, with what its cells showed, and the notebooks beside them. It works from a
 * folder and under any path, without a network.
 *
 * @throws Error in one line where Sphinx finds fault with a page, for example a link that leads nowhere
 * @example await makeSite({ language: "en", lessons, course, folder: "dist/materials/en", scratch, python, date, signal });
 */
export const makeSite: Maker = async (options) => {
  const { language, lessons, course, folder, scratch } = options;
  const site = join(folder, "site");
  const [pages, doctrees] = [join(scratch, "pages"), join(scratch, "doctrees")];
  await Promise.all([rm(site, { recursive: true, force: true }), mkdir(pages, { recursive: true })]);
  const names = lessons.map(({ name }) => name);
  for (const lesson of lessons) {
    await writeFile(join(pages, `${lesson.name}.md`), await writePage(lesson, names));
  }
  await runSphinx([pages, site], doctrees, options);
  for (const name of leftovers) await rm(join(site, name), { force: true });
  await removeSourceMaps(join(site, "_static"));
  const vega = join(course, "node_modules", "vega");
  await cp(join(vega, "build", "vega.min.js"), join(site, "_static", "vega.min.js"));
  await cp(join(vega, "LICENSE"), join(site, "_static", "vega.LICENSE.txt"));
  for (const name of names) {
    await cp(join(course, "notebooks", language, `${name}.ipynb`), join(site, "notebooks", `${name}.ipynb`));
  }
};

async function runSphinx(
  [from, to]: readonly [string, string],
  doctrees: string,
  { python, language, date, signal }: MakeOptions,
): Promise<void> {
  const say = messages(language);
  const settings = { language, ...say, made: say.made(formatDate(date, language)) };
  const args = ["-m", "sphinx", "-b", "html", "-q", "-W", "--keep-going", "-c", sphinxFolder, "-d", doctrees];
  try {
    await run(python, [...args, from, to], {
      signal,
      env: {
        ...process.env,
        ASYNC_LAB_SITE: JSON.stringify(settings),
        SOURCE_DATE_EPOCH: String(Math.floor(date.getTime() / 1000)),
        // Warnings are read below, and must not come in the colors of a terminal.
        NO_COLOR: "1",
        PYTHONUTF8: "1",
      },
    });
  } catch (error) {
    signal.throwIfAborted();
    const { stderr = "" } = error as { stderr?: string };
    const [first = String(error)] = stderr.split("\n").filter((line) => line.trim() !== "");
    throw new Error(`Sphinx could not make the site (${language}): ${first.replaceAll(from, "")}`, {
      cause: error,
    });
  }
}

async function removeSourceMaps(folder: string): Promise<void> {
  const files = await readdir(folder, { recursive: true });
  for (const file of files.filter((name) => name.endsWith(".map"))) await rm(join(folder, file));
}
