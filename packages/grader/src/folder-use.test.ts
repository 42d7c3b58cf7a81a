import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, renameSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { courseFolder } from "async-lab/course";
import { isTooFull } from "./folder-use.js";
import { limits } from "./limits.js";
import { removeFolder } from "./sandbox.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "async-lab-use-"));
  chmodSync(folder, 0o755);
});
afterEach(() => removeFolder(folder));

/** A folder at the end of a path that no call of the system takes: made of parts, each moved into the next. */
function makeTooDeep(): void {
  for (const round of [0, 1]) {
    const path = join(folder, `part-${round}`, ...Array.from({ length: 12 }, () => "d".repeat(200)));
    mkdirSync(path, { recursive: true });
    if (round > 0) renameSync(join(folder, `part-${round - 1}`), join(path, "inner"));
  }
}

test("a folder with some files is not too full, one that is gone neither", async () => {
  mkdirSync(join(folder, "a"));
  writeFileSync(join(folder, "a", "b"), "x");
  expect(await isTooFull(folder)).toBe(false);
  expect(await isTooFull(join(folder, "gone"))).toBe(false);
  expect(await isTooFull(join(folder, "a", "b"))).toBe(false);
});

test.each<[string, () => void]>([
  ["many files", () => fill(limits.files + 1)],
  ["something under a name that is no text", () => grow(makeOdd(), limits.folder + 1)],
  ["a file that is long, although full of holes", () => grow(join(folder, "a"), limits.folder + 1)],
  ["a path that is too long", makeTooDeep],
])("%s: too full", async (_, make) => {
  make();
  expect(await isTooFull(folder)).toBe(true);
});

test("a folder that the grader may not list is too full", () => {
  mkdirSync(join(folder, "closed"), { mode: 0 });
  chmodSync(join(folder, "closed"), 0);
  // Root may list everything.
  const asNobody = process.getuid?.() === 0 ? { uid: 61_100, gid: 61_100 } : {};
  const program = `const { isTooFull } = await import(process.argv[1]); process.stdout.write(String(await isTooFull(process.argv[2])));`;
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [
      "--input-type=module",
      "--eval",
      program,
      join(courseFolder(), "packages", "grader", "dist", "folder-use.js"),
      folder,
    ],
    { ...asNobody, cwd: "/", encoding: "utf8" },
  );
  expect([stdout, stderr]).toEqual(["true", ""]);
});

test("whatever a submission has made is removed", () => {
  makeTooDeep();
  writeFileSync(makeOdd(), "x");
  removeFolder(folder);
  expect(() => mkdirSync(folder)).not.toThrow();
});

/** Makes a folder under a name that is no UTF-8, and tells of a file in it. */
function makeOdd(): Buffer {
  const path = Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0xf1, 0xe9])]);
  mkdirSync(path);
  return Buffer.concat([path, Buffer.from("/a")]);
}

function fill(count: number): void {
  for (let number = 0; number < count; number += 1) writeFileSync(join(folder, String(number)), "");
}

function grow(path: string | Buffer, bytes: number): void {
  writeFileSync(path, "");
  truncateSync(path, bytes);
}
