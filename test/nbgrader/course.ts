/** A course folder of nbgrader for a test, and nbgrader itself, run as docs/nbgrader.md says. */
import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import { courseFolder } from "async-lab/course";

export interface NbgraderCell {
  readonly cell_type: "code" | "markdown";
  readonly id: string;
  source: string | string[];
  metadata: { tags?: string[]; nbgrader?: Record<string, unknown> };
}

export interface Notebook {
  cells: NbgraderCell[];
}

/** Points of each student and test cell; `null` where nbgrader noted none. */
export type Scores = Readonly<Record<string, Readonly<Record<string, number | null>>>>;

const run = promisify(execFile);
const bin = process.platform === "win32" ? ["Scripts", "python.exe"] : ["bin", "python"];
const python = join(courseFolder(), ".venv-nbgrader", ...bin);
const timeout = 600_000;

export class NbgraderCourse {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  /** `npm run nbgrader -- …`; what it said. Rejects where nbgrader's exit code is not 0. */
  async nbgrader(...args: readonly string[]): Promise<string> {
    const script = join(courseFolder(), "scripts", "cli.mjs");
    const ours = ["--folder", this.folder, "--lang", "en"];
    const env = { ...process.env, ASYNC_LAB_STATE: join(this.folder, "state") };
    const { stdout, stderr } = await run(process.execPath, [script, "nbgrader", ...ours, ...args], {
      timeout,
      env,
    });
    return stdout + stderr;
  }

  /** nbgrader as it is, with the Jupyter folder `jupyter` for its kernels and no settings but the course's. */
  async plain(jupyter: string, ...args: readonly string[]): Promise<void> {
    const settings = join(courseFolder(), "course", "nbgrader");
    const env = {
      ...process.env,
      PATH: [dirname(python), process.env["PATH"]].join(delimiter),
      JUPYTER_PATH: jupyter,
      JUPYTER_CONFIG_PATH: settings,
    };
    await run(python, ["-m", "nbgrader", ...args], { timeout, cwd: this.folder, env });
  }

  async scores(assignment: string): Promise<Scores> {
    const reader = join(courseFolder(), "test", "nbgrader", "read_scores.py");
    const { stdout } = await run(python, [reader, join(this.folder, "gradebook.db"), assignment], {
      timeout,
    });
    return JSON.parse(stdout) as Scores;
  }

  read(...path: readonly string[]): Notebook {
    return JSON.parse(readFileSync(join(this.folder, ...path), "utf8")) as Notebook;
  }

  write(notebook: Notebook, ...path: readonly string[]): void {
    const file = join(this.folder, ...path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(notebook));
  }
}

/** A Jupyter folder whose kernel `tslab` answers `aborted` to everything. */
export function makeAbortingKernel(folder: string): string {
  const spec = {
    argv: [python, join(courseFolder(), "test", "nbgrader", "aborting_kernel.py"), "-f", "{connection_file}"],
    display_name: "TypeScript (tslab)",
    language: "typescript",
  };
  const file = join(folder, "kernels", "tslab", "kernel.json");
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(spec));
  return folder;
}

/** The cell with this `grade_id`, or with this id. */
export function findCell(notebook: Notebook, name: string): NbgraderCell {
  const found = notebook.cells.find(
    ({ id, metadata }) => metadata.nbgrader?.["grade_id"] === name || id === name,
  );
  if (!found) throw new Error(`there is no cell ${name}`);
  return found;
}

export function codeCell(id: string, source: string, nbgrader?: Record<string, unknown>): NbgraderCell {
  const defaults = {
    schema_version: 3,
    grade_id: id,
    grade: false,
    solution: false,
    locked: false,
    task: false,
  };
  const metadata = nbgrader ? { nbgrader: { ...defaults, ...nbgrader } } : {};
  return { cell_type: "code", id, source, metadata, ...{ execution_count: null, outputs: [] } };
}

export function notebookOf(cells: NbgraderCell[]): Notebook {
  const kernelspec = { display_name: "TypeScript (tslab)", language: "typescript", name: "tslab" };
  return { cells, ...{ metadata: { kernelspec }, nbformat: 4, nbformat_minor: 5 } };
}
