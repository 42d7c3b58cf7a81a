import { createHash, randomInt } from "node:crypto";
import { mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { courseFolder } from "../../notebook/index.js";
import { criterionIds } from "../../checks/index.js";
import type { Grade } from "../grade.js";
import { writeWhole } from "./write-whole.js";

/** What the points depend on, besides the file itself. */
export interface GradedWith {
  readonly seed: number;
  readonly timeoutS: number;
  /** From {@link fingerprintGrader}. */
  readonly grader: string;
}

/** The grades of earlier runs, so that nothing is graded twice. */
export interface KeptGrades {
  read(hash: string): Promise<Grade | undefined>;
  write(hash: string, grade: Grade): Promise<void>;
}

/**
 * Opens the grades kept in a folder. A grade is kept under all that it depends on: the file's content, the options and
 * the grader itself. One that cannot be read is as if it were not there.
 */
export async function openKeptGrades(folder: string, graded: GradedWith): Promise<KeptGrades> {
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
    write: (hash, grade) => writeWhole(fileOf(hash), JSON.stringify(grade), 0o600),
  };
}

function isGrade({ judgements, points, attempts, difficult }: Grade): boolean {
  return (
    [attempts, difficult].every(Array.isArray) &&
    typeof points === "number" &&
    criterionIds.every((id, index) => judgements[index]?.criterion === id)
  );
}

/**
 * The seed of a class: the one given, else the one drawn when the folder was first used. Drawn by chance, since one
 * that stands in the source could be prepared for.
 */
export async function chooseSeed(folder: string, given: number | undefined): Promise<number> {
  if (given !== undefined) return given;
  const path = join(folder, "seed.json");
  try {
    const kept: unknown = JSON.parse(await readFile(path, "utf8"));
    if (Number.isSafeInteger(kept)) return kept as number;
  } catch {
    // Not there yet, or damaged: drawn anew.
  }
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const seed = randomInt(1, 2 ** 31);
  await writeWhole(path, JSON.stringify(seed), 0o600);
  return seed;
}

const judging = ["checks", "kernel", "notebook", "practice-api", "processes", "record"];
/** What shows grades without making them: kept ones stay good when it changes. */
const showing = new Set(["class", "pages", "submit", "words"]);

/** A fingerprint of all that a grade depends on in the grader: its own code, the rooms it judges with, the packages. */
export async function fingerprintGrader(dist = join(courseFolder(), "dist")): Promise<string> {
  const hash = createHash("sha256");
  const files = [join(courseFolder(), "package-lock.json")];
  for (const room of [...judging, "grader"]) {
    const folder = join(dist, room);
    const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
    for (const entry of entries) {
      const path = join(entry.parentPath, entry.name);
      const part = path.slice(folder.length + 1).split(/[\\/]/)[0] ?? "";
      if (entry.isFile() && entry.name.endsWith(".js") && !(room === "grader" && showing.has(part)))
        files.push(path);
    }
  }
  for (const file of files.sort()) hash.update(file.slice(dist.length)).update(await readFile(file));
  return hash.digest("hex");
}
