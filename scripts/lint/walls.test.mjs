import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { cruise } from "dependency-cruiser";
import { afterAll, beforeAll, expect, test } from "vitest";
import walls from "./walls.mjs";

/** A course in which each file holds one import, of a file that is there. */
const IMPORTS = {
  "lib/charts/one.ts": "./two.js",
  "lib/charts/two.ts": "./one.js",
  "lib/charts/kernel.ts": "../../packages/kernel/src/pipe.js",
  "lib/charts/checks.ts": "../checks/index.js",
  "lib/charts/inside.ts": "../record/recorder.js",
  "lib/charts/right.ts": "../record/index.js",
  "lib/charts/right.test.ts": "../checks/index.js",
  "lib/record/recorder.ts": "node:fs",
  "lib/record/index.ts": "./recorder.js",
  "lib/checks/index.ts": "node:fs",
  "exercises/03-limit/judge.ts": "../../packages/kernel/src/pipe.js",
  "exercises/03-limit/wrong/all-at-once.ts": "no-such-package",
  "packages/kernel/src/pipe.ts": "node:fs",
  "packages/kernel/src/past.ts": "@async-lab/notebook/dist/language.js",
  "packages/kernel/src/scripts.ts": "../../../scripts/main.mjs",
  "packages/notebook/src/index.ts": "node:fs",
  "packages/virtual-time/src/index.ts": "../../notebook/src/index.js",
  "scripts/main.mjs": "../packages/kernel/src/pipe.js",
  "scripts/test/main.mjs": "../../lib/checks/index.js",
};

let course;

beforeAll(() => {
  course = mkdtempSync(join(tmpdir(), "walls-"));
  for (const [file, imported] of Object.entries(IMPORTS)) {
    mkdirSync(dirname(join(course, file)), { recursive: true });
    const what = file.includes("/one.ts") ? "import type { two } from" : "import";
    writeFileSync(join(course, file), `${what} "${imported}";\nexport const two = 2;\n`);
  }
});
afterAll(() => rmSync(course, { recursive: true, force: true }));

test("each wall names the import that goes through it, and what to do", async () => {
  const options = {
    ...walls.options,
    baseDir: course,
    validate: true,
    ruleSet: { forbidden: walls.forbidden },
  };
  const { output } = await cruise(["lib", "packages", "exercises", "scripts"], options);
  const found = output.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`);
  expect(found.sort()).toEqual([
    "arrows-of-exercises: exercises/03-limit/judge.ts -> packages/kernel/src/pipe.ts",
    "arrows-of-kernel: packages/kernel/src/scripts.ts -> scripts/main.mjs",
    "arrows-of-lib-charts: lib/charts/checks.ts -> lib/checks/index.ts",
    "arrows-of-lib: lib/charts/kernel.ts -> packages/kernel/src/pipe.ts",
    "arrows-of-scripts: scripts/main.mjs -> packages/kernel/src/pipe.ts",
    "arrows-of-scripts: scripts/test/main.mjs -> lib/checks/index.ts",
    "arrows-of-virtual-time: packages/virtual-time/src/index.ts -> packages/notebook/src/index.ts",
    "circle: lib/charts/one.ts -> lib/charts/two.ts",
    "not-an-entry-point: packages/kernel/src/past.ts -> @async-lab/notebook/dist/language.js",
    "not-the-index: lib/charts/inside.ts -> lib/record/recorder.ts",
    "path-into-another-package: exercises/03-limit/judge.ts -> packages/kernel/src/pipe.ts",
    "path-into-another-package: lib/charts/kernel.ts -> packages/kernel/src/pipe.ts",
    "path-into-another-package: packages/virtual-time/src/index.ts -> packages/notebook/src/index.ts",
  ]);
  expect(walls.forbidden.every(({ comment }) => comment.length > 40)).toBe(true);
});
