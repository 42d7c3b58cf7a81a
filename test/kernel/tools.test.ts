/** The programs that run notebooks, as their users call them. */
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { courseFolder, venvCommand } from "async-lab/course";
import { python } from "./kernel.js";

const run = promisify(execFile);
const timeout = 90_000;

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "async-lab-tools-"));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

interface Cell {
  readonly cell_type: string;
  readonly source: string | readonly string[];
  readonly outputs?: readonly {
    readonly data?: Readonly<Record<string, unknown>>;
    readonly output_type: string;
  }[];
  readonly metadata: { readonly tags?: readonly string[] };
}

async function writeNotebook(
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

const cellsOf = async (file: string) => (JSON.parse(await readFile(file, "utf8")) as { cells: Cell[] }).cells;

test(
  "Jupyter's own suite for kernels passes",
  async () => {
    const suite = join(courseFolder(), "test", "kernel", "protocol_suite.py");
    const { stderr } = await run(python, [suite]).catch((error: unknown) => error as { stderr: string });
    expect(stderr).toMatch(/\nOK/);
    const ran = [...stderr.matchAll(/ \.\.\. ok$/gm)].length;
    expect(ran).toBeGreaterThanOrEqual(10);
  },
  timeout,
);

describe("papermill", () => {
  const parameters = {
    code: 'const delay = 0.2; // seconds\nconst names: string[] = ["a"];\nlet mode = "slow"',
    tag: "parameters",
  };

  test(
    "sets parameters of every kind",
    async () => {
      const input = await writeNotebook("papermill.ipynb", [
        parameters,
        { code: "JSON.stringify({ delay, names, mode, nested, missing: none === undefined })" },
      ]);
      const output = join(folder, "papermill-out.ipynb");
      const given =
        'delay: 0.05\nnames: ["ñandú", "b\\"c"]\nmode: fast\nnested: { deep: [1, true] }\nnone: null\n';
      await writeFile(join(folder, "parameters.yaml"), given);
      await run(venvCommand("papermill"), [input, output, "-f", join(folder, "parameters.yaml")], {
        cwd: folder,
      });
      const result = (await cellsOf(output)).at(-1)?.outputs?.at(-1)?.data?.["text/plain"];
      expect(JSON.parse([result].flat().join(""))).toEqual({
        delay: 0.05,
        names: ["ñandú", 'b"c'],
        mode: "fast",
        nested: { deep: [1, true] },
        missing: true,
      });
    },
    timeout,
  );

  test(
    "knows which parameters a notebook has",
    async () => {
      const input = await writeNotebook("inspect.ipynb", [parameters]);
      const { stdout } = await run(venvCommand("papermill"), ["--help-notebook", input]);
      expect(stdout).toMatch(/delay: Unknown type \(default 0\.2\)\s+seconds/);
      expect(stdout).toMatch(/names: string\[\] \(default \["a"\]\)/);
      expect(stdout).toMatch(/mode: Unknown type \(default "slow"\)/);
    },
    timeout,
  );

  test(
    "stops at a cell that fails, with its error",
    async () => {
      const input = await writeNotebook("failing.ipynb", [
        { code: 'throw new RangeError("too far")' },
        { code: "1" },
      ]);
      const failure = run(venvCommand("papermill"), [input, join(folder, "failing-out.ipynb")]);
      await expect(failure).rejects.toMatchObject({
        stderr: expect.stringContaining("RangeError: too far") as string,
      });
    },
    timeout,
  );
});

test(
  "nbconvert executes, and goes on behind a cell that is meant to fail",
  async () => {
    const input = await writeNotebook("convert.ipynb", [
      { code: 'throw new Error("on purpose")', tag: "raises-exception" },
      { code: "6 * 7" },
    ]);
    const format = ["nbconvert", "--execute", "--to", "notebook", "--output", "converted.ipynb", input];
    await run(venvCommand("jupyter"), format);
    const [failed, next] = await cellsOf(join(folder, "converted.ipynb"));
    expect(failed?.outputs?.map(({ output_type }) => output_type)).toEqual(["error"]);
    expect(next?.outputs?.[0]?.data?.["text/plain"]).toEqual(["42"]);
  },
  timeout,
);

test(
  "nbmake tells a notebook that fails from one that does not",
  async () => {
    const good = await writeNotebook("good.ipynb", [{ code: "await Promise.resolve(1)" }]);
    const bad = await writeNotebook("bad.ipynb", [{ code: "const n: number = 'one';" }]);
    const { stdout } = await run(python, ["-m", "pytest", "--nbmake", good, bad], { cwd: folder }).catch(
      (error: unknown) => error as { stdout: string },
    );
    expect(stdout).toMatch(/1 failed, 1 passed/);
    expect(stdout).toContain("TS2322");
  },
  timeout,
);

test(
  "jupyter console talks to it",
  async () => {
    const console_ = run(venvCommand("jupyter"), ["console", "--kernel", "tslab", "--simple-prompt"], {
      cwd: folder,
    });
    console_.child.stdin?.end("const seven = 7\nseven * 6\nexit\n");
    const { stdout } = await console_;
    expect(stdout).toContain("42");
  },
  timeout,
);
