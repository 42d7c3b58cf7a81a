/** More of the programs that run notebooks: each takes Python a second or two to start. */
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { venvCommand } from "async-lab/course";
import { python } from "./kernel.js";
import { makeFolder, parameters, run, timeout, writeNotebook } from "./tool-notebooks.js";

const folder = await makeFolder();

describe("papermill", () => {
  test(
    "knows which parameters a notebook has",
    async () => {
      const input = await writeNotebook(folder, "inspect.ipynb", [parameters]);
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
      const input = await writeNotebook(folder, "failing.ipynb", [
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
  "nbmake tells a notebook that fails from one that does not",
  async () => {
    const good = await writeNotebook(folder, "good.ipynb", [{ code: "await Promise.resolve(1)" }]);
    const bad = await writeNotebook(folder, "bad.ipynb", [{ code: "const n: number = 'one';" }]);
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
