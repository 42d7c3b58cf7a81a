import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeExerciseIndex } from "./exercise-index.mjs";

test("a folder with an exercise is listed, and nothing else", () => {
  const folder = mkdtempSync(join(tmpdir(), "async-lab-exercises-"));
  try {
    for (const name of ["03-limit", "02-as-completed", "09-homework", "dist"]) mkdirSync(join(folder, name));
    for (const name of ["03-limit", "02-as-completed"]) writeFileSync(join(folder, name, "exercise.ts"), "");
    writeFileSync(join(folder, "03-notes.md"), "");
    const lines = makeExerciseIndex(folder).split("\n");
    expect(lines.filter((line) => line.startsWith("  "))).toEqual([
      '  "02-as-completed": () => import("./02-as-completed/exercise.js"),',
      '  "03-limit": () => import("./03-limit/exercise.js"),',
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
