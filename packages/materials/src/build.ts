import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Maker, MakeOptions } from "./maker.js";
import type { ExecutedLesson, Language } from "./model.js";

/** One of what a class is given. */
export interface Material {
  /** As `--only` names it. */
  readonly name: "guide" | "slides" | "site" | "notebooks";
  /** The file or folder that it is, in the folder of its language: `guide.pdf`. */
  readonly result: string;
  /** Whether it shows executed lessons. */
  readonly needsLessons: boolean;
  readonly make: Maker;
  /** A hash of all that the result depends on, but for the lessons and the date. */
  inputs(language: Language): Promise<string>;
}

export interface BuildOptions extends Pick<MakeOptions, "course" | "python" | "date" | "signal"> {
  readonly materials: readonly Material[];
  readonly languages: readonly Language[];
  /** Gets `{en,es}/` with the results. */
  readonly output: string;
  /** Where the hashes are kept, and what is being made. */
  readonly cache: string;
  /** How many are made side by side. */
  readonly atOnce: number;
  /** Executes the lessons of these languages, or takes them from an earlier run. */
  readonly executeLessons: () => Promise<ReadonlyMap<Language, readonly ExecutedLesson[]>>;
  /** Runs the making of one, and shows how it goes. */
  readonly step: (task: Task, make: () => Promise<void>) => Promise<void>;
}

export interface Task {
  readonly material: Material;
  readonly language: Language;
}

/** What could not be made; the earlier result stays in its place. */
export interface Failure extends Task {
  readonly error: unknown;
}

const unfinished = "making-";

/**
 * Makes what is not up to date. Each result takes the place of the earlier one once it is whole. Where one fails, the
 * others are made all the same.
 *
 * @returns how many were made, and which were not
 * @throws what `executeLessons` throws; the signal's reason once it is aborted
 */
export async function build(
  options: BuildOptions,
): Promise<{ readonly made: number; readonly failures: readonly Failure[] }> {
  const { materials, languages, cache, signal } = options;
  await mkdir(cache, { recursive: true });
  // Of a run that was killed outright.
  for (const name of await readdir(cache))
    if (name.startsWith(unfinished)) await rm(join(cache, name), { recursive: true, force: true });

  // Before all else: with a maker beside them, what the lessons measure would be wrong.
  const lessons = materials.some(({ needsLessons }) => needsLessons)
    ? await options.executeLessons()
    : undefined;
  const making = await mkdtemp(join(cache, unfinished));
  const failures: Failure[] = [];
  let made = 0;
  const queue = materials
    .flatMap((material) => languages.map((language) => ({ material, language })))
    .values();
  const work = async () => {
    for (const task of queue) {
      signal.throwIfAborted();
      try {
        if (await makeOne(task, lessons?.get(task.language) ?? [], making, options)) made += 1;
      } catch (error) {
        signal.throwIfAborted();
        failures.push({ ...task, error });
      }
    }
  };
  try {
    const ends = await Promise.allSettled(Array.from({ length: options.atOnce }, work));
    for (const end of ends) if (end.status === "rejected") throw end.reason;
  } finally {
    await rm(making, { recursive: true, force: true });
  }
  return { made, failures };
}

/** @returns false where the earlier result is up to date */
async function makeOne(
  task: Task,
  lessons: readonly ExecutedLesson[],
  making: string,
  { course, python, date, signal, output, cache, step }: BuildOptions,
): Promise<boolean> {
  const { material, language } = task;
  const target = join(output, language, material.result);
  const record = join(cache, `${material.name}.${language}.txt`);
  const used = material.needsLessons ? lessons : [];
  const hash = createHash("sha256")
    .update(JSON.stringify([await material.inputs(language), date, used]))
    .digest("hex");
  if (existsSync(target) && existsSync(record) && (await readFile(record, "utf8")) === hash) return false;

  const [folder, scratch, aside] = ["made", "scratch", "aside"].map((name) =>
    join(making, `${material.name}-${language}`, name),
  ) as [string, string, string];
  await mkdir(folder, { recursive: true });
  await mkdir(scratch);
  await step(task, async () => {
    await material.make({ language, lessons: used, course, folder, scratch, python, date, signal });
    signal.throwIfAborted();
    const result = join(folder, material.result);
    if (!existsSync(result)) throw new Error(`no ${material.result} came out`);
    await rm(record, { force: true });
    await mkdir(dirname(target), { recursive: true });
    await replace(target, result, aside);
    await writeFile(record, hash);
  });
  return true;
}

/** Puts a file or folder in the place of another, which is kept until it is there. */
async function replace(target: string, result: string, aside: string): Promise<void> {
  // A folder cannot take the place of one that holds anything.
  const isThere = existsSync(target);
  if (isThere) await rename(target, aside);
  try {
    await rename(result, target);
  } catch (error) {
    if (isThere) await rename(aside, target);
    throw error;
  }
}
