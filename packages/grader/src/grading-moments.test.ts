import { expect, test } from "vitest";
import type { CellProblem } from "./grade.js";
import { findBrokenCell, gradingMoments } from "./grading-moments.js";

const momentsOf = (...codes: readonly string[]) =>
  gradingMoments(codes.map((code, index) => ({ number: index + 1, code })));

const scrape = "async function scrape(urls: string[]) {}";
const check = "const homework = await checkHomework(scrape);\nhomework;";
const later = "const rules = 1;";

test.each<[string, readonly string[], readonly number[]]>([
  ["at the check's cell", [later, scrape, check, later], [3, 4]],
  ["at the last check", [scrape, check, "1", "await checkHomework(scrape)", later], [4, 5]],
  ["at the check of `scrape`, not of another", [scrape, check, "await checkHomework(slow);", later], [2, 4]],
  [
    "at a check of a function that calls it",
    [scrape, "checkHomework((urls) => scrape(urls))", later],
    [2, 3],
  ],
  ["at a check in a template", [scrape, "`${(await checkHomework(scrape)).points} points`", later], [2, 3]],
  ["at the check, although it is declared again", [scrape, check, scrape, later], [2, 4]],
  ["before the first call, where there is no check", [scrape, later, "await scrape([]);", later], [2, 4]],
  ["at the end, where it is not called either", [scrape, later], [2]],
  [
    "before the first call below the last declaration",
    [scrape, "scrape([])", "scrape = async () => {}", later, "scrape([])", later],
    [4, 6],
  ],
  ["then there, where the check comes too early", [check, scrape, later, "scrape([])", later], [1, 3, 5]],
  ["not at what is no call", [scrape, "// checkHomework(scrape)", '"checkHomework(scrape)"', later], [4]],
  ["not at a method of that name", [scrape, "tool.scrape([])", "function scrapes() {}", later], [4]],
  ["nowhere, without cells", [], []],
])("`scrape` is called %s", (_, codes, moments) => {
  expect(momentsOf(...codes)).toEqual(moments);
});

const declared = "async function scrape(urls: string[]) {}";
const typeError = (cell: number): CellProblem => ({ cell, kind: "type error" });
const failed = (cell: number, name = "Error"): CellProblem => ({
  cell,
  kind: "error",
  error: { name, message: "m", causes: [] },
});
const notReached = (cell: number): CellProblem => ({ cell, kind: "not reached" });
const find = (codes: readonly string[], problems: readonly CellProblem[], about = {}) =>
  findBrokenCell(
    { language: "en", cells: codes.map((code, index) => ({ number: index + 1, code })) },
    problems,
    { isStarter: false, isDead: false, ...about },
  );

test.each([
  ["a type error", [typeError(2)], { cell: 2, why: "does not compile" }],
  ["a cell that throws", [failed(1), failed(2)], { cell: 2, why: "failed" }],
  ["a cell that the kernel ended in", [failed(2, "KernelEnded")], { cell: 2, why: "failed" }],
  ["no time for it", [notReached(2)], { cell: 2, why: "not reached" }],
  ["no time for one above it", [failed(1), notReached(1)], { cell: 2, why: "not reached" }],
  ["a mistake elsewhere", [typeError(1), failed(3), notReached(3)], undefined],
] as const)("%s keeps `scrape` from being called", (_, problems, broken) => {
  expect(find(["1", declared, "checkHomework(scrape)"], problems)).toEqual(broken);
});

test("where the kernel ended above it, it was not reached; unless the cells ran once more", () => {
  const problems = [failed(1, "KernelEnded")];
  expect(find(["process.abort()", declared], problems, { isDead: true })).toEqual({
    cell: 2,
    why: "not reached",
  });
  expect(find(["process.abort()", declared], problems)).toBeUndefined();
});

test("beside the starter, one that does not compile is told, and a starter that throws is none", () => {
  const starter = "async function scrape() { return todo(); }";
  expect(find([starter, declared], [typeError(2)], { isStarter: true })).toEqual({
    cell: 2,
    why: "does not compile",
  });
  expect(find([`${starter} await scrape();`], [failed(1, "TodoError")], { isStarter: true })).toBeUndefined();
});

test.each([
  "const scrape = async () => {}",
  "let scrape: unknown; scrape = 1",
  'import { scrape } from "./mine.ts"',
  'const { scrape } = await import("./mine.ts")',
])("whichever way it is declared: %s", (code) => {
  expect(find([code], [failed(1)])).toEqual({ cell: 1, why: "failed" });
});

test.each(["// function scrape() {}", '"const scrape = 1"', "await scrape(urls)", "scrape === 1"])(
  "and where it is only named, no cell defines it: %s",
  (code) => expect(find([code], [failed(1)])).toBeUndefined(),
);
