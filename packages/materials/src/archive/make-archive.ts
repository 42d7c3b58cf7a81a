import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { promisify } from "node:util";
import type { Maker } from "../maker.js";
import { firstPage } from "./first-page.js";
import { listArchive } from "./list-archive.js";
import { messages } from "./messages.js";

/** Its files would lie about in the folder of downloads otherwise. */
const top = "async-lab";
const commands = ["start", "set-up", "lesson", "progress", "submit", "api", "kernel"];

/**
 * Makes `notebooks.zip`: the course for a learner who has no git, with a first page in the archive's language. The same
 * files and the same date give the same bytes.
 */
export const makeArchive: Maker = async ({ language, course, folder, scratch, python, date, signal }) => {
  const page = join(scratch, "page.html");
  const manifest = join(scratch, "package.json");
  await writeFile(page, firstPage(language));
  await writeFile(manifest, reduceCommands(await readFile(join(course, "package.json"), "utf8")));
  const files = (await listArchive(course)).map((file) => {
    const name = relative(course, file).split(sep).join("/");
    return [`${top}/${name}`, name === "package.json" ? manifest : file];
  });
  const task = join(scratch, "task.json");
  const day = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
  await writeFile(
    task,
    JSON.stringify({ date: day, files: [[`${top}/${messages(language).file}`, page], ...files] }),
  );
  const script = join(course, "packages", "materials", "python", "archive.py");
  await promisify(execFile)(python, [script, task, join(folder, "notebooks.zip")], { signal });
};

/** The others are for those who change the course, and what they run is not in the archive. */
function reduceCommands(manifest: string): string {
  const { scripts, ...rest } = JSON.parse(manifest) as { scripts: Record<string, string> };
  const kept = Object.fromEntries(Object.entries(scripts).filter(([name]) => commands.includes(name)));
  return `${JSON.stringify({ ...rest, scripts: kept }, undefined, 2)}\n`;
}
