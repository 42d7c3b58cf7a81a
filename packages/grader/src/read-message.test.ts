import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { readLines } from "./read-lines.js";
import { readMessage } from "./read-message.js";

test.each([
  ['{"ready":true}', { ready: true }],
  ['{"stdout":"a","id":1}', { stdout: "a", id: 1 }],
  ['{"returned":{"countries":[]},"id":2}', { returned: { countries: [] }, id: 2 }],
  [
    '{"failed":{"name":"E","message":"m","place":"cell 1, line 2","more":1},"typeError":true,"id":3}',
    { failed: { name: "E", message: "m", place: "cell 1, line 2" }, typeError: true, id: 3 },
  ],
  [
    '{"time":{"quiet":3,"nextMs":40,"connections":[[1,2,3,4]],"more":1}}',
    { time: { quiet: 3, nextMs: 40, isBusy: false, connections: [[1, 2, 3, 4]] } },
  ],
])("reads %s", (line, message) => {
  expect(readMessage(line)).toEqual(message);
});

test.each([
  ["no JSON", "x"],
  ["a number", "7"],
  ["null", "null"],
  ["no id", '{"stdout":"a"}'],
  ["an id that is none", '{"returned":1,"id":"1"}'],
  ["text that is none", '{"stdout":{"length":1e9},"id":1}'],
  ["nothing known", '{"__proto__":{"ready":true},"id":1}'],
  ["a time that is none", '{"time":{"quiet":3,"nextMs":"soon","connections":[]},"id":1}'],
  ["a million lists in each other", `{"returned":${"[".repeat(1e6)}${"]".repeat(1e6)},"id":1}`],
])("throws away what is no message: %s", (_what, line) => {
  expect(readMessage(line)).toBeUndefined();
});

test("an error of any shape becomes an error of short texts", () => {
  const failed = { name: { a: 1 }, message: "m".repeat(10_000), place: 7 };
  expect(readMessage(JSON.stringify({ failed, id: 1 }))).toEqual({
    failed: { name: "Error", message: "m".repeat(2000) },
    typeError: false,
    id: 1,
  });
});

test("lines come whole, however they were cut; one that is too long is thrown away, and the next one is not", () => {
  const stream = new PassThrough();
  const lines: string[] = [];
  readLines(stream, { longest: 10, onLine: (line) => lines.push(line) });
  for (const chunk of ["on", "e\ntwo\n", "x".repeat(100), "x".repeat(100), "\nthr", "ee\n"])
    stream.write(chunk);
  expect(lines).toEqual(["one", "two", "three"]);
});
