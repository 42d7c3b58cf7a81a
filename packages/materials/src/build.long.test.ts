import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import { courseFolder } from "async-lab/course";
import { build } from "./build.js";
import { buildDate } from "./build-date.js";
import { listFiles } from "./inputs.js";
import { listMaterials } from "./materials.js";
import { buildMaterials, buildMs, lessonsBehind, runMaterials, toolsPython } from "./testing/built.js";

const course = courseFolder();
let materials: string;
beforeAll(async () => (materials = await buildMaterials()), buildMs);

/** The hash of each file, by its path. */
async function hashesIn(folder: string): Promise<Record<string, string>> {
  const hashes = (await listFiles(folder)).map(async (file) => {
    const hash = createHash("sha256").update(await readFile(file));
    return [relative(folder, file), hash.digest("hex")] as const;
  });
  return Object.fromEntries(await Promise.all(hashes));
}

test("a second run finds everything up to date", { timeout: buildMs }, async () => {
  expect(await runMaterials()).toBe("Everything is up to date in dist/materials.\n");
});

test("made again of the same lessons, elsewhere, every file is the same", { timeout: buildMs }, async () => {
  const folder = await mkdtemp(join(tmpdir(), "async-lab-build-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const options = { course, date: await buildDate(course), signal: AbortSignal.timeout(buildMs) };
  const result = await build({
    ...{ ...options, python: toolsPython, materials: listMaterials(course), languages: ["en"], atOnce: 2 },
    ...{ output: join(folder, "materials"), cache: join(folder, "cache") },
    executeLessons: () => lessonsBehind(materials),
    step: (_, make) => make(),
  });
  expect(result).toEqual({ made: 4, failures: [] });
  expect(await hashesIn(join(folder, "materials", "en"))).toEqual(await hashesIn(join(materials, "en")));
});
