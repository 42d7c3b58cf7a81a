import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { makeSource } from "./make-source.mjs";

const code = (source, ...tags) => ({
  cell_type: "code",
  execution_count: null,
  id: tags[0] ?? "plain",
  metadata: tags.length > 0 ? { tags } : {},
  outputs: [],
  source: source.split(/(?<=\n)/),
});
const starter = code(
  "async function scrape(urls: string[]): Promise<Scraped> {\n  return todo();\n}",
  "exercise",
);
const check = code("const homework = await checkHomework(scrape);\nhomework;", "check");
const lesson = (...cells) =>
  JSON.stringify({ cells, metadata: { kernelspec: {} }, nbformat: 4, nbformat_minor: 5 });
const options = { language: "es", points: { success: 25, inFlight: 20 } };
const make = (...cells) => JSON.parse(makeSource(lesson(...cells), options));
const about = ({ metadata: { nbgrader } }) => nbgrader;

describe("makeSource", () => {
  const { cells, metadata } = make(code("1;"), starter, check, code("2;"));

  test("marks the body of the starter as the solution", () => {
    expect(about(cells[1])).toMatchObject({
      grade_id: "scrape",
      solution: true,
      grade: false,
      locked: false,
    });
    expect(cells[1].source.join("")).toBe(
      "async function scrape(urls: string[]): Promise<Scraped> {\n  // BEGIN SOLUTION\n  return todo();\n  // END SOLUTION\n}",
    );
  });

  test("locks the check, and puts a test cell for each criterion behind it", () => {
    expect(about(cells[2])).toMatchObject({ grade_id: "check", locked: true, grade: false });
    const tests = cells
      .slice(3, 5)
      .map((cell) => [about(cell).grade_id, about(cell).points, about(cell).grade]);
    expect(tests).toEqual([
      ["success", 25, true],
      ["inFlight", 20, true],
    ]);
    expect(cells[4].source).toEqual([`pointsFor(homework, "inFlight")`]);
  });

  test("leaves the other cells alone, and notes the language", () => {
    expect([cells[0], cells[5]]).toEqual([code("1;"), code("2;")]);
    expect(metadata.async_lab).toEqual({ language: "es" });
  });

  test.each([
    ["en", "Then hand in this notebook"],
    ["es", "Después entregá este notebook"],
  ])("tells how to hand in without the course's command (%s)", (language, words) => {
    const cell = {
      cell_type: "markdown",
      id: "x",
      metadata: { tags: ["submit"] },
      source: ["npm run submit"],
    };
    const text = makeSource(lesson(starter, check, cell), { ...options, language });
    expect(text).not.toContain("submit");
    expect(JSON.parse(text).cells.at(-1)).toMatchObject({ cell_type: "markdown", id: "x", metadata: {} });
    expect(JSON.parse(text).cells.at(-1).source.join("")).toContain(words);
  });

  test.each([
    ["no check", [starter], /one cell tagged `exercise` and one tagged `check`/],
    ["two exercises", [starter, starter, check], /one cell tagged `exercise`/],
    ["an exercise that is solved", [code("1;", "exercise"), check], /no line `return todo\(\);`/],
  ])("refuses a lesson with %s", (_, given, message) => {
    expect(() => make(...given)).toThrow(message);
  });
});

test("the points that main.mjs takes from the build need no package: the Node that starts it may be older", () => {
  const text = readFileSync(new URL("../../lib/checks/homework/criteria.ts", import.meta.url), "utf8");
  expect(text).toContain("export const criterionPoints");
  expect(text).not.toMatch(/^import (?!type)/m);
});
