/** What was executed before: a file for each lesson, language and clock. */
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import type { Output } from "../model.js";
import type { LessonRun } from "./plan-runs.js";

/** The outputs of one run, and where and when it was. */
export interface ExecutedRun {
  readonly ran: { readonly machine: string; readonly date: string };
  /** By the ids of the cells. */
  readonly outputs: Readonly<Record<string, readonly Output[]>>;
}

/** What the outputs of every cell depend on, of the course's folder: all that runs. */
const running = [
  ...["lib/dist", "lib/cell.d.ts", "exercises/dist", "data", "package-lock.json"],
  ...["notebook", "virtual-time", "practice-api", "kernel"].map((name) => `packages/${name}/dist`),
  ...["packages/materials/python/execute.py", "packages/materials/dist/execute"],
];

/**
 * A hash of the code that runs lessons, and of the Node that runs it.
 *
 * @param course the course's folder
 */
export function hashCode(course: string): string {
  const hash = createHash("sha256").update(process.version);
  for (const path of running.flatMap((name) => listFiles(course, name))) {
    hash.update(`\0${path}\0`).update(readFileSync(join(course, path)));
  }
  return hash.digest("hex");
}

function listFiles(course: string, path: string): string[] {
  const whole = join(course, path);
  if (!existsSync(whole)) return [];
  if (!statSync(whole).isDirectory()) return [path];
  const entries = readdirSync(whole, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.name.endsWith(".tsbuildinfo"))
    .map((entry) => join(entry.parentPath, entry.name).slice(course.length + 1))
    .sort();
}

/** The key of a run: another one as soon as its outputs may be other ones. */
export function keyOf({ clock, cells }: LessonRun, code: string): string {
  return createHash("sha256")
    .update(JSON.stringify([code, clock, cells]))
    .digest("hex");
}

/** The runs that are kept in a folder. */
export class RunCache {
  /** @param code see `hashCode` */
  constructor(
    private readonly folder: string,
    private readonly code: string,
  ) {}

  /** What is kept of a run, if nothing has changed since. */
  read(run: LessonRun): ExecutedRun | undefined {
    try {
      const { key, ...kept } = JSON.parse(readFileSync(this.#file(run), "utf8")) as ExecutedRun & {
        readonly key: string;
      };
      return key === keyOf(run, this.code) ? kept : undefined;
    } catch {
      return undefined;
    }
  }

  /** Keeps a run; whoever reads sees all of it or what was there before. */
  write(run: LessonRun, executed: ExecutedRun): void {
    mkdirSync(this.folder, { recursive: true });
    const temporary = `${this.#file(run)}.${process.pid}`;
    writeFileSync(temporary, JSON.stringify({ key: keyOf(run, this.code), ...executed }));
    renameSync(temporary, this.#file(run));
  }

  #file({ lesson, clock }: LessonRun): string {
    return join(this.folder, `${lesson.language}-${lesson.name}.${clock}.json`);
  }
}
