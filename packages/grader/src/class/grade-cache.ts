import { createHash, randomInt } from "node:crypto";
import { mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { courseFolder } from "async-lab/course";
import { criterionIds } from "async-lab/checks";
import type { Grade } from "../grade.js";
import { usualTimeoutS } from "./options.js";
import { writeAtomically } from "./write-file.js";

/** What the points depend on, besides the file itself. */
export interface CacheKey {
  readonly seed: number;
  readonly timeoutS: number;
  /** From {@link fingerprintGrader}. */
  readonly grader: string;
}

/** The grades of earlier runs, so that nothing is graded twice. */
export interface GradeCache {
  read(hash: string): Promise<Grade | undefined>;
  write(hash: string, grade: Grade): Promise<void>;
}

/**
 * Opens the grades cached in a folder. A grade is stored under all that it depends on: the file's content, the options and
 * the grader itself. One that cannot be read is as if it were not there.
 */
export async function openGradeCache(folder: string, graded: CacheKey): Promise<GradeCache> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const fileOf = (hash: string) => {
    const { seed, timeoutS, grader } = graded;
    const key = JSON.stringify([hash, seed, timeoutS, grader]);
    return join(folder, `${createHash("sha256").update(key).digest("hex").slice(0, 40)}.json`);
  };
  return {
    async read(hash) {
      try {
        const grade = JSON.parse(await readFile(fileOf(hash), "utf8")) as Grade;
        return isGrade(grade) ? grade : undefined;
      } catch {
        return undefined;
      }
    },
    write: (hash, grade) => writeAtomically(fileOf(hash), JSON.stringify(grade), 0o600),
  };
}

function isGrade({ judgements, points, attempts, difficult }: Grade): boolean {
  return (
    [attempts, difficult].every(Array.isArray) &&
    typeof points === "number" &&
    criterionIds.every((id, index) => judgements[index]?.criterion === id)
  );
}

/** The options that the points depend on. */
export type Terms = Pick<CacheKey, "seed" | "timeoutS">;

/**
 * What a class is graded with: what was given; else, where the grades of an earlier run are only to be shown anew, what
 * that had; else the usual time, and the seed that was drawn when the folder was first used. Drawn by chance, since one
 * that stands in the source could be prepared for.
 *
 * @param options.asBefore whether the last run is to be followed
 */
export async function chooseTerms(
  folder: string,
  given: Readonly<Record<keyof Terms, number | undefined>>,
  { asBefore }: { readonly asBefore: boolean },
): Promise<Terms> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const last = asBefore ? await readNumbers(join(folder, "last-run.json")) : {};
  const drawn = given.seed ?? last["seed"] ?? (await drawSeed(join(folder, "seed.json")));
  const terms = { seed: drawn, timeoutS: given.timeoutS ?? last["timeoutS"] ?? usualTimeoutS };
  await writeAtomically(join(folder, "last-run.json"), JSON.stringify(terms), 0o600);
  return terms;
}

/** The seed that the folder has, drawn where it has none. */
async function drawSeed(path: string): Promise<number> {
  const { seed = randomInt(1, 2 ** 31) } = await readNumbers(path);
  await writeAtomically(path, JSON.stringify({ seed }), 0o600);
  return seed;
}

/** The whole numbers of a file; none where it is not there yet, or damaged. */
async function readNumbers(path: string): Promise<Readonly<Partial<Record<string, number>>>> {
  try {
    const read: unknown = JSON.parse(await readFile(path, "utf8"));
    const entries = typeof read === "object" && read !== null ? Object.entries(read) : [];
    return Object.fromEntries(
      entries.filter((entry): entry is [string, number] => Number.isSafeInteger(entry[1])),
    );
  } catch {
    return {};
  }
}

const judging = [
  ...["checks", "processes", "record"].map((part) => join("lib", "dist", part)),
  ...["grader", "kernel", "notebook", "practice-api", "virtual-time"].map((name) =>
    join("packages", name, "dist"),
  ),
];
/** What shows grades without making them: cached ones stay good when it changes. */
const showing = /^(?:(?:class|pages|submit)[\\/]|messages[\\/]\w+[\\/](?:class|page|submit|reasons)\.js$)/;

/** A fingerprint of all that a grade depends on in the grader: its own code, what it judges with, the packages. */
export async function fingerprintGrader(course = courseFolder()): Promise<string> {
  const hash = createHash("sha256");
  const files = [join(courseFolder(), "package-lock.json")];
  for (const compiled of judging) {
    const folder = join(course, compiled);
    const isGrader = compiled === join("packages", "grader", "dist");
    const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
    for (const entry of entries) {
      const path = join(entry.parentPath, entry.name);
      const isShowing = isGrader && showing.test(path.slice(folder.length + 1));
      if (entry.isFile() && entry.name.endsWith(".js") && !isShowing) files.push(path);
    }
  }
  for (const file of files.sort()) hash.update(file.slice(course.length)).update(await readFile(file));
  return hash.digest("hex");
}
