import { expect, test } from "vitest";
import { readOptions } from "./options.mjs";

test("takes its own options out, wherever they stand, and leaves nbgrader's", () => {
  const args = ["autograde", "--folder", "grading", "homework", "--lang=es", "--student=ada", "--help"];
  expect(readOptions(args, "/home/teacher")).toEqual({
    help: false,
    lang: "es",
    folder: "/home/teacher/grading",
    rest: ["autograde", "homework", "--student=ada", "--help"],
  });
});

test.each([[[]], [["--help"]]])("%j asks for help", (args) => {
  expect(readOptions(args).help).toBe(true);
});

test.each([
  [["--lang", "fr", "list"], "`--lang` is en or es, not `fr`."],
  [["list", "--folder"], "Option '--folder' needs a value. `npm run nbgrader -- --help` lists the options."],
])("%j is refused in one line", (args, message) => {
  expect(() => readOptions(args)).toThrow(message);
});
