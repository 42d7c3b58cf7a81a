import { expect, test } from "vitest";
import { gradingMoments } from "./grading-moments.js";

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
