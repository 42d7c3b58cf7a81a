/** notebooks/ holds what course/ gives. */
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { describeKernel } from "../packages/kernel/src/kernel-info.js";
import { courseFolder } from "async-lab/course";

test("notebooks/ is what `npm run notebooks` makes of course/", async () => {
  const script = join(courseFolder(), "scripts", "cli.mjs");
  const { stderr } = await promisify(execFile)(process.execPath, [script, "notebooks", "--check"]).catch(
    (error: unknown) => {
      return { stderr: (error as { stderr: string }).stderr };
    },
  );
  expect(stderr).toBe("");
});

test("a notebook says of its kernel what the kernel will: it counts as unchanged once it is opened", () => {
  const file = join(courseFolder(), "notebooks", "en", "00-event-loop.ipynb");
  const { metadata } = JSON.parse(readFileSync(file, "utf8")) as { metadata: object };
  const installed = join(courseFolder(), ".venv", "share", "jupyter", "kernels", "tslab", "kernel.json");
  const { display_name, language } = JSON.parse(readFileSync(installed, "utf8")) as Record<string, unknown>;
  expect(metadata).toEqual({
    kernelspec: { display_name, language, name: "tslab" },
    language_info: describeKernel()["language_info"],
  });
});
