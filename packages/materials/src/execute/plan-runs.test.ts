import { expect, test } from "vitest";
import { readLessons } from "async-lab/lessons";
import { makeLesson } from "../testing/lesson.js";
import { planRuns } from "./plan-runs.js";

const help =
  "<details>\n<summary>Solution</summary>\n\n```typescript\nconst fetchAll = 1;\n```\n\n</details>";

const cells = [
  ["# A title"],
  ["const api = 1;"],
  ["loopDelay(blocking);", "real-time"],
  ["const fetchAll = todo();", "exercise"],
  ['await check("02-all", fetchAll);', "check"],
  [help],
  ["measured(fetchAll);", "real-time"],
  ["await fetch(1);", "raises-exception"],
] as const;

const sources = (lesson: ReturnType<typeof makeLesson>) =>
  planRuns(lesson).map(({ clock, cells: run }) => [clock, ...run.map(({ source }) => source)]);

test("a lesson with cells of both clocks runs twice: the real run for what needs it, and without checks", () => {
  expect(sources(makeLesson("02-all-at-once", cells))).toEqual([
    [
      "virtual",
      "const api = 1;",
      "const fetchAll = 1;",
      'await check("02-all", fetchAll);',
      "await fetch(1);",
    ],
    ["real", "const api = 1;", "loopDelay(blocking);", "const fetchAll = 1;", "measured(fetchAll);"],
  ]);
});

test("any other lesson runs once, in real time, with its checks", () => {
  const [run, ...others] = planRuns(makeLesson("05-two-clients", cells));
  expect(others).toEqual([]);
  expect(run?.clock).toBe("real");
  expect(run?.cells.map(({ number, isMeantToFail, isCheck }) => [number, isMeantToFail, isCheck])).toEqual([
    [1, false, false],
    [2, false, false],
    [3, false, false],
    [4, false, true],
    [5, false, false],
    [6, true, false],
  ]);
});

test("the first page, which shows how far a learner has come, does not run", () => {
  expect(planRuns(makeLesson("index", [["await progress();"]]))).toEqual([]);
});

test("what is tagged `real-time` is in lessons that otherwise run in virtual time", () => {
  const tagged = readLessons("en").filter(({ cells: all }) =>
    all.some(({ tags }) => tags.includes("real-time")),
  );
  expect(tagged.length).toBeGreaterThan(0);
  for (const lesson of tagged) {
    expect(
      planRuns(lesson).map(({ clock }) => clock),
      lesson.name,
    ).toEqual(["virtual", "real"]);
  }
});
