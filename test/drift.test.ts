/** notebooks/ holds what course/ gives. */
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { courseFolder } from "../lib/notebook/index.js";

test("notebooks/ is what `npm run notebooks` makes of course/", async () => {
  const script = join(courseFolder(), "scripts", "notebooks.mjs");
  const { stderr } = await promisify(execFile)(process.execPath, [script, "--check"]).catch(
    (error: unknown) => {
      return { stderr: (error as { stderr: string }).stderr };
    },
  );
  expect(stderr).toBe("");
});
