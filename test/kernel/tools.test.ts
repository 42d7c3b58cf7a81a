/** The programs that run notebooks, as their users call them; `tools.long.test.ts` has the rest of them. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { courseFolder, venvCommand } from "async-lab/course";
import { python } from "./kernel.js";
import { cellsOf, makeFolder, parameters, run, timeout, writeNotebook } from "./tool-notebooks.js";

const folder = await makeFolder();

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

test(
  "papermill sets parameters of every kind",
  async () => {
    const input = await writeNotebook(folder, "papermill.ipynb", [
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
  "nbconvert executes, and goes on behind a cell that is meant to fail",
  async () => {
    const input = await writeNotebook(folder, "convert.ipynb", [
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
