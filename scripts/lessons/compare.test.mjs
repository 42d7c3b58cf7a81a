import { expect, test } from "vitest";
import { compareLines, compareVersions } from "./compare.mjs";

const notebook = (cells) =>
  JSON.stringify({ cells: cells.map((source) => ({ id: source, cell_type: "code", source: [source] })) });

test("what differs between two versions of a lesson is told cell by cell, at its place in the later one", () => {
  expect(compareVersions(notebook(["a", "b", "c", "d"]), notebook(["a", "B", "B2", "c"]))).toEqual([
    { number: 2, before: "b", after: "B" },
    { number: 3, before: undefined, after: "B2" },
    { number: undefined, before: "d", after: undefined },
  ]);
  expect(compareVersions(notebook(["a"]), notebook(["a"]))).toEqual([]);
});

test.each([
  ["a\nb\nd", "a\nc\nd", ["  a", "- b", "+ c", "  d"]],
  [undefined, "a", ["+ a"]],
  ["a", undefined, ["- a"]],
])("the lines of %j and %j", (before, after, expected) => {
  expect(compareLines(before, after)).toEqual(expected);
});
