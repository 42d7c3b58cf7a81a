import { lstat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { listFiles } from "../inputs.js";

/** What set-up, `npm start` and the learner's other commands read. */
const included = [
  ...["package.json", "package-lock.json", ".npmrc", "tsconfig.json", "tsconfig.build.json"],
  ...["LICENSE", "LICENSE-text", "data", "exercises", "lib", "notebooks", "packages", "scripts"],
  // What is put back in notebooks/ where somebody worked in it.
  ...["course/en", "course/es"],
];

/** What they do without: tests, what is made anew, and the commands of those who change the course. */
const excluded = [
  /(^|\/)(dist|testing|node_modules|__pycache__|bench)\//,
  /\.(test|bench)\.(ts|mjs)$/,
  /^exercises\/(index\.ts$|[^/]+\/((right|wrong)\/|starter\.ts$))/,
  /^(exercises|lib|packages)\/.*README\.md$/,
  /^packages\/materials\/(?!package\.json$)/,
  /^scripts\/(bench|check-image|container|lint|materials|nbgrader|pack|pictures|test)\//,
  /^scripts\/(check-image\.mjs$|python\/(?!(requirements|uv)\.txt$))/,
];

/**
 * The files of the course that its learner needs who has no clone.
 *
 * @param course the course's folder
 * @returns paths, sorted
 */
export async function listArchive(course: string): Promise<string[]> {
  const found = await Promise.all(
    included.map(async (name) => {
      const path = join(course, name);
      return (await lstat(path)).isDirectory() ? listFiles(path) : [path];
    }),
  );
  const nameOf = (file: string) => relative(course, file).split(sep).join("/");
  return found
    .flat()
    .filter((file) => !excluded.some((pattern) => pattern.test(nameOf(file))))
    .sort();
}
