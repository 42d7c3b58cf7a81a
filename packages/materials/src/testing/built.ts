/** The materials as a teacher gets them, for tests of what they hold. */
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { courseFolder, venvCommand } from "async-lab/course";
import { languages } from "async-lab/lessons";
import { executeLessons } from "../execute/index.js";
import type { ExecutedLesson, Language } from "../model.js";

/** How long a hook may take in which the materials are built: minutes, and more where all cores are busy. */
export const buildMs = 900_000;

/** The Python of the tools: there once the materials are built. */
export const toolsPython = join(
  courseFolder(),
  ".venv-materials",
  ...(process.platform === "win32" ? ["Scripts", "python.exe"] : ["bin", "python"]),
);

let building: Promise<string> | undefined;

/**
 * Runs `npm run materials`, once in each file of tests. Files that run side by side wait for the first one's run, and
 * then find everything up to date.
 *
 * @returns the folder `dist/materials`
 * @throws Error with what the command printed, if it fails
 * @example beforeAll(async () => (folder = await buildMaterials()), buildMs);
 */
export function buildMaterials(): Promise<string> {
  return (building ??= runMaterials().then(() => join(courseFolder(), "dist", "materials")));
}

/**
 * Runs `npm run materials` with options.
 *
 * @returns what it printed
 */
export async function runMaterials(...options: readonly string[]): Promise<string> {
  const command = [join(courseFolder(), "scripts", "cli.mjs"), "materials", ...options];
  const env = { ...process.env, ASYNC_LAB_LANGUAGE: "en" };
  return (await promisify(execFile)(process.execPath, command, { cwd: courseFolder(), env })).stdout;
}

/**
 * The lessons that the materials were made of. They have just been executed, so that nothing runs here.
 *
 * @param folder what `buildMaterials` gave
 */
export function lessonsBehind(folder: string): Promise<ReadonlyMap<Language, readonly ExecutedLesson[]>> {
  return executeLessons(languages, {
    course: courseFolder(),
    cacheFolder: join(folder, "..", "materials-cache", "lessons"),
    python: venvCommand("python"),
    signal: AbortSignal.timeout(buildMs),
    onProgress: () => {},
  });
}
