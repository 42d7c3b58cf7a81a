import { expect, test } from "vitest";
import { closingLines } from "./closing-lines.mjs";

function fileOf(name, { seconds = 1, passed = [], failed = [], skipped = [] } = {}) {
  return { name, seconds, passed, failed, skipped };
}

test("a failure is told whole up to six lines, before the count", () => {
  const message = ["AssertionError: expected 1 to be 2", 2, 3, 4, 5, 6, 7].join("\n");
  const file = fileOf("a", { passed: ["is right"], failed: [{ name: "is wrong", message }] });
  expect(closingLines({ files: [file], errors: [] })).toEqual([
    "Failed: a > is wrong",
    "  AssertionError: expected 1 to be 2\n  2\n  3\n  4\n  5\n  6\n  …",
    "1 passed, 1 failed, 0 skipped",
  ]);
});

test("an error that belongs to no file counts as a failure", () => {
  expect(closingLines({ files: [], errors: ["Vitest ended with code 137, as told above."] })).toEqual([
    "Failed: Vitest ended with code 137, as told above.",
    "0 passed, 1 failed, 0 skipped",
  ]);
});

test("skipped tests stand together by their reason, the slowest files before them", () => {
  const skipped = [
    { name: "one", note: "no Chromium" },
    { name: "two", note: "no Chromium" },
    { name: "three" },
  ];
  const files = [fileOf("fast", { skipped }), fileOf("slow", { seconds: 62.25 })];
  expect(closingLines({ files, errors: [] })).toEqual([
    "",
    "The slowest files:",
    "   62.3 s  slow",
    "    1.0 s  fast",
    "",
    'skipped: 2 tests, such as "one" (no Chromium)',
    "skipped: three",
    "0 passed, 0 failed, 3 skipped",
  ]);
});
