/** Notebooks that the tests of Jupyter's tools run. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

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
