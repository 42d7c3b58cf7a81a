import { expect, test } from "vitest";
import { findLesson } from "./find-lesson.mjs";

const notebooks = ["00-event-loop.ipynb", "01-one-by-one.ipynb", "02-all-at-once.ipynb"];

test.each([
  [[], "00-event-loop.ipynb"],
  [["2"], "02-all-at-once.ipynb"],
  [["02"], "02-all-at-once.ipynb"],
  [["01-one-by-one"], "01-one-by-one.ipynb"],
  [["my-notebooks/en/01-one-by-one.ipynb"], "01-one-by-one.ipynb"],
])("%j names %s", (given, file) => {
  expect(findLesson(given, notebooks)).toBe(file);
});

test.each([["77"], ["one-by-one"], ["02-"], ["index"]])(
  "'%s' is no lesson, and there are others",
  (given) => {
    expect(() => findLesson([given], notebooks)).toThrow(`There is no lesson '${given}', only 00, 01, 02.`);
  },
);

test("one lesson at a time", () => {
  expect(() => findLesson(["01", "02"], notebooks)).toThrow("not also '02'");
});
