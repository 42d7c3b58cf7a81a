import { join } from "node:path";
import { expect, test } from "vitest";
import { courseFolder } from "../course-folder.js";
import { describeError, findPlace, showBriefly } from "./learner-error.js";
import { messages } from "./messages/index.js";

const own = join(courseFolder(), "lib", "checks", "trial.ts");

function errorWithStack(...frames: string[]): Error {
  const error = new Error("no");
  error.stack = ["Error: no", ...frames.map((frame) => `    at ${frame}`)].join("\n");
  return error;
}

test.each([
  [["fetchAll (cell-7.ts:3:11)"], "cell 7, line 3"],
  [["fetchAll (cell 12:4:1)"], "cell 12, line 4"],
  [["async fetchAll (/home/ana/lesson/cell-7.ts:3:11)"], "cell 7, line 3"],
  [["async file:///home/ana/work.js:30:2"], "work.js, line 30"],
  [["async Promise.all (index 0)", "fetchAll (cell-2.ts:9:1)"], "cell 2, line 9"],
  [["C:\\Users\\ana\\cell-2.ts:9:1"], "cell 2, line 9"],
  [
    [
      "node:internal/deps/undici/undici:14:5",
      "x (/c/node_modules/got/dist/index.js:1:2)",
      `y (${own}:5:5)`,
      "z (cell-1.ts:2:2)",
    ],
    "cell 1, line 2",
  ],
  [["new Promise (<anonymous>:1:1)", "node:internal/x:1:1"], undefined],
  [[], undefined],
])("the learner's frame of %j is %s", (frames, place) => {
  expect(findPlace(errorWithStack(...frames), messages("en"))).toBe(place);
});

test("the place is told in the notebook's language", () => {
  expect(findPlace(errorWithStack("f (cell-7.ts:3:11)"), messages("es"))).toBe("celda 7, línea 3");
});

test("a failed connection to two addresses has no message of its own: the first one's is told", () => {
  const refused = Object.assign(new Error("connect ECONNREFUSED ::1:1"), { code: "ECONNREFUSED" });
  const error = new TypeError("fetch failed", { cause: new AggregateError([refused], "") });
  expect(describeError(error, messages("en")).causes).toEqual([
    "cause: AggregateError: Error: connect ECONNREFUSED ::1:1",
  ]);
});

test("a cause that is its own cause ends", () => {
  const error = new Error("round and round");
  error.cause = error;
  expect(describeError(error, messages("en")).causes.length).toBeLessThan(10);
});

test("long messages and large values are cut", () => {
  expect(describeError(new Error("x".repeat(10_000)), messages("en")).message.length).toBeLessThan(700);
  expect(showBriefly("x".repeat(10_000)).length).toBeLessThan(130);
  expect(showBriefly({ a: { b: { c: 1 } }, list: [1, 2, 3, 4, 5] })).not.toContain("\n");
});

test.each([
  [{}, []],
  [new Error("refused"), ["cause: Error: refused"]],
  ["refused", ["cause: 'refused'"]],
])("a cause of %j is told as %j", (cause, told) => {
  expect(describeError(new Error("no", { cause }), messages("en")).causes).toEqual(told);
});
