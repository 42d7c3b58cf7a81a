import { expect, test } from "vitest";
import { excerpt } from "./excerpt.js";

const show = (source: string, line: number, column: number, length?: number) =>
  // eslint-disable-next-line no-control-regex -- the escapes are what is removed
  excerpt(source, { line, column }, length).replace(/\u001b\[\d+m/g, "");

test("a place is shown with the line before it and a caret", () => {
  expect(show("const a = 1;\nconst b = a.c.d;", 2, 13, 9)).toBe(
    "  1 | const a = 1;\n> 2 | const b = a.c.d;\n                  ^^^^",
  );
  expect(show("a", 7, 1)).toBe("");
});

test.each([1, 120, 5000, 9999, 10_000])(
  "of a line of 10 000 characters, what is around column %i",
  (column) => {
    const line = Array.from({ length: 10_000 }, (_, index) => (index === column - 1 ? "!" : ".")).join("");
    const [before = "", shown = "", caret = ""] = show(`${line}\n${line}`, 2, column).split("\n");
    expect(before.length).toBeLessThan(260);
    expect(shown.length).toBeLessThan(260);
    expect(shown.charAt(caret.indexOf("^"))).toBe("!");
  },
);
