/** What the tests of Jupyter's tools share: how they run one, and the notebooks that it runs. */
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll } from "vitest";

export const run = promisify(execFile);

/** In ms: Python takes a second or two to start each of them. */
export const timeout = 90_000;

/** A folder that is gone after the tests of the file that asks for it. */
export async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "async-lab-tools-"));
  afterAll(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export interface Cell {
  readonly cell_type: string;
  readonly source: string | readonly string[];
  readonly outputs?: readonly {
    readonly data?: Readonly<Record<string, unknown>>;
    readonly output_type: string;
  }[];
  readonly metadata: { readonly tags?: readonly string[] };
}

/** Writes one with these cells, and returns its path. */
export async function writeNotebook(
  folder: string,
  name: string,
  cells: readonly { readonly code: string; readonly tag?: string }[],
) {
  const file = join(folder, name);
  const notebook = {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { kernelspec: { name: "tslab", display_name: "TypeScript (tslab)", language: "typescript" } },
    cells: cells.map(({ code, tag }, index) => ({
      cell_type: "code",
      id: `cell-${index}`,
      execution_count: null,
      outputs: [],
      source: code,
      metadata: tag === undefined ? {} : { tags: [tag] },
    })),
  };
  await writeFile(file, JSON.stringify(notebook));
  return file;
}

export const cellsOf = async (file: string) =>
  (JSON.parse(await readFile(file, "utf8")) as { cells: Cell[] }).cells;

/** A cell that papermill may set. */
export const parameters = {
  code: 'const delay = 0.2; // seconds\nconst names: string[] = ["a"];\nlet mode = "slow"',
  tag: "parameters",
};
