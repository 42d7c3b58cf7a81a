import { expect, test } from "vitest";
import { aroundCells, runAround } from "./around-cells.js";

test("a cell runs inside the wrapper that was set last, and fails with what that throws", async () => {
  const seen: string[] = [];
  const run = () => {
    seen.push("the cell");
    return Promise.resolve();
  };
  await runAround("1;", run);
  aroundCells(async (inner, source) => {
    seen.push(`before ${source}`);
    await inner();
    throw new Error("after it");
  });
  await expect(runAround("2;", run)).rejects.toThrow("after it");
  expect(seen).toEqual(["the cell", "before 2;", "the cell"]);
});
