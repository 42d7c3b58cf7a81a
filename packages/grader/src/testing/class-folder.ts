import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Language } from "@async-lab/notebook";
import Papa from "papaparse";
import { runGrade } from "../class/command.js";
import type { GradeNotebook } from "../grade.js";
import { makeSubmission } from "../submit/make-submission.js";
import { madeUpGrader, madeUpNotebook } from "./made-up.js";

interface GradeWith {
  readonly gradeNotebook?: GradeNotebook;
  readonly signal?: AbortSignal;
  readonly grader?: string;
  readonly language?: Language;
}

/** A folder with a class in it, graded with made-up grades. */
export class ClassFolder {
  readonly path: string;
  /** The texts that were graded. */
  graded: string[] = [];

  private constructor(path: string) {
    this.path = path;
  }

  static async make(): Promise<ClassFolder> {
    return new ClassFolder(await mkdtemp(join(tmpdir(), "async-lab-class-")));
  }

  /** Runs `npm run grade` with these arguments, in this folder. */
  async grade(
    args: string,
    {
      gradeNotebook = madeUpGrader(this.graded),
      signal = new AbortController().signal,
      grader = "1",
      language = "en",
    }: GradeWith = {},
  ): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
    let [out, err] = ["", ""];
    const code = await runGrade(args.split(" ").filter(Boolean), {
      stdout: { write: (text: string) => (out += text) },
      stderr: { write: (text: string) => (err += text) },
      cwd: this.path,
      signal,
      gradeNotebook,
      grader,
      language,
    });
    return { code, out, err };
  }

  async put(path: string, text: string): Promise<void> {
    await mkdir(dirname(join(this.path, path)), { recursive: true });
    await writeFile(join(this.path, path), text);
  }

  async read(path: string): Promise<string> {
    return readFile(join(this.path, path), "utf8");
  }

  /** The rows of grades.csv, by column. */
  async readTable(): Promise<Record<string, string>[]> {
    const text = await this.read("grades/grades.csv");
    return Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true }).data;
  }

  async remove(): Promise<void> {
    await rm(this.path, { recursive: true, force: true });
  }
}

/** What `npm run submit` writes. */
export function madeUpSubmission(name: string, id: string, at: string, code = "ok()"): string {
  const notebook = JSON.parse(madeUpNotebook(code)) as Record<string, unknown>;
  return makeSubmission(notebook, { name, id, at: new Date(at), points: undefined });
}
