import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, expect, test } from "vitest";
import { course } from "../set-up/paths.mjs";

// A clone in which nothing was set up, or as much of it as the commands are made of.
const clone = mkdtempSync(join(tmpdir(), "async-lab-help-"));
const ofKernel = ["loopback.mjs", "kernelspec.mjs"].map((name) => `packages/kernel/${name}`);
for (const name of ["scripts", ...ofKernel, "package.json", "package-lock.json"])
  cpSync(join(course, name), join(clone, name), { recursive: true });
afterAll(() => rmSync(clone, { recursive: true }));
const { scripts } = JSON.parse(readFileSync(join(course, "package.json"), "utf8"));

test.each(Object.keys(scripts))("npm run %s -- --help only helps", async (name) => {
  const before = readdirSync(clone, { recursive: true });
  const [, ...line] = scripts[name].split(" ");
  for (const help of ["--help", "-h"]) {
    const env = { ...process.env, npm_lifecycle_event: name, ASYNC_LAB_STATE: "" };
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [...line, help], {
      cwd: clone,
      env,
    });
    expect(stdout).toContain("npm");
    expect(stderr).toBe("");
  }
  expect(readdirSync(clone, { recursive: true })).toEqual(before);
});
