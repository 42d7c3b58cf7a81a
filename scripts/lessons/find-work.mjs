import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { course } from "../set-up/paths.mjs";
import { findAdded } from "./added-work.mjs";

/** What `npm run notebooks` makes, and where nobody is to work. */
export const built = join(course, "notebooks");

/**
 * Finds work in notebooks/, from before learners had a folder of their own, or done there all the same: files that are
 * not as `npm run notebooks` makes them, and that git does not have as they are.
 *
 * @param folder where to look
 * @returns their paths, without what is hidden
 */
export async function findWork(folder) {
  const suspects = listFiles(folder).filter((file) => !isAsBuilt(file));
  if (suspects.length === 0) return [];
  const changed = await askGit(folder);
  return changed ? suspects.filter((file) => changed.has(file)) : suspects;
}

function listFiles(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !name.startsWith("."))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? listFiles(path) : [path];
    })
    .sort();
}

function isAsBuilt(file) {
  try {
    return file.endsWith(".ipynb") && findAdded(readFileSync(file, "utf8")) === "nothing";
  } catch {
    return false; // A link that leads nowhere.
  }
}

/** What git has otherwise, or not at all; undefined where the course is in no clone. In a merge, git has both sides. */
async function askGit(folder) {
  const git = async (...args) => {
    const { stdout } = await promisify(execFile)("git", [...args, "--", "."], {
      cwd: folder,
      maxBuffer: 64 * 1024 * 1024,
    });
    return stdout
      .split("\0")
      .filter(Boolean)
      .map((path) => join(folder, path));
  };
  try {
    if ((await git("ls-files", "-z")).length === 0) return undefined;
    const diff = ["diff", "--name-only", "-z", "--relative", "--no-renames"];
    const changed = new Set([
      ...(await git(...diff, "--diff-filter=d", "HEAD")),
      ...(await git("ls-files", "-z", "--others", "--exclude-standard")),
    ]);
    for (const unmerged of await git(...diff, "--diff-filter=U")) changed.delete(unmerged);
    return changed;
  } catch {
    return undefined;
  }
}
