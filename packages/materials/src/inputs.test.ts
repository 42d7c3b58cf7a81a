import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative, sep } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { hashOf, listPart } from "./inputs.js";

let folder: string;
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), "async-lab-inputs-"))));
afterEach(() => rm(folder, { recursive: true }));

async function write(name: string, text = ""): Promise<string> {
  const file = join(folder, name);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
  return file;
}

test("a part is its own files and what all share, and nothing of another part", async () => {
  const own = ["dist/guide/index.js", "guide/template.typ", "python/guide.py"];
  const shared = ["dist/blocks/table.js", "package.json"];
  const foreign = [
    "dist/site/index.js",
    "site/style.css",
    "python/site_extension.py",
    "dist/execute/index.js",
  ];
  const neither = [
    "README.md",
    "src/guide/index.ts",
    "dist/guide/index.d.ts",
    "python/__pycache__/guide.pyc",
  ];
  for (const name of [...own, ...shared, ...foreign, ...neither, "dist/.stamp"]) await write(name);
  const files = (await listPart(folder, "guide")).map((file) => relative(folder, file).split(sep).join("/"));
  expect(files).toEqual([...own, ...shared].sort());
});

test("a hash is another one when a file holds something else or has another name", async () => {
  const hashes = [];
  for (const [name, text] of [
    ["a", "1"],
    ["a", "2"],
    ["b", "2"],
  ] as const)
    hashes.push(await hashOf([await write(name, text)], folder));
  expect(new Set(hashes).size).toBe(3);
  expect(await hashOf([await write("a", "1")], folder)).toBe(hashes[0]);
});
