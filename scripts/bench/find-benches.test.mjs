import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { findBenches } from "./find-benches.mjs";

test("finds benchmarks in any folder, built or not, and none whose source is gone", () => {
  const course = mkdtempSync(join(tmpdir(), "async-lab-benches-"));
  onTestFinished(() => rmSync(course, { recursive: true }));
  expect(findBenches(course)).toEqual([]);
  const files = ["lib/b.bench.ts", "packages/p/dist/x/a.bench.js", "packages/p/src/x/a.bench.ts"];
  for (const file of [...files, "lib/dist/gone.bench.js", "lib/dist/b.js"]) {
    mkdirSync(dirname(join(course, file)), { recursive: true });
    writeFileSync(join(course, file), "");
  }
  expect(findBenches(course)).toEqual([
    { name: "a", file: "packages/p/dist/x/a.bench.js", source: "packages/p/src/x/a.bench.ts" },
    { name: "b", file: "lib/dist/b.bench.js", source: "lib/b.bench.ts" },
  ]);
});
