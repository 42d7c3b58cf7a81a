import type { FastifySchema } from "fastify";
import { expect, test } from "vitest";
import { compileParameterReader } from "./read-parameters.js";

const schema = {
  properties: {
    seconds: { type: "number", minimum: 0, maximum: 10, default: 2 },
    count: { type: "integer", minimum: 0 },
    form: { type: "string", enum: ["a", "b"], description: '"a" or "b"' },
  },
};
const compiled = compileParameterReader({
  schema: schema as FastifySchema,
  method: "GET",
  url: "/",
  httpPart: "querystring",
});
function read(parameters: Record<string, unknown>): unknown {
  const answer = compiled(parameters) as true | { error: Error };
  return answer === true ? parameters : answer.error.message;
}

test.each([
  [{}, { seconds: 2 }],
  [{ seconds: "0" }, { seconds: 0 }],
  [{ seconds: "10" }, { seconds: 10 }],
  [
    { seconds: "00.25", count: "007" },
    { seconds: 0.25, count: 7 },
  ],
  [
    { count: "9007199254740991", form: "b", other: "x" },
    { seconds: 2, count: 2 ** 53 - 1, form: "b", other: "x" },
  ],
])("%j is read as %j", (parameters, values) => {
  expect(read({ ...parameters })).toEqual(values);
});

test.each([
  ...["Infinity", "-Infinity", "NaN", "1e400", "1e3", "1e-1", "1E0", "0x1", "0b1", "0o7", "+1", "1_0", "1,5"],
  ...[
    ".5",
    "5.",
    "1.",
    "1.2.3",
    "1n",
    "",
    " ",
    " 1",
    "1 ",
    "1\n",
    "null",
    "true",
    "constructor",
    "１",
    "١",
    "½",
  ],
])("%j is no number", (value) => {
  expect(read({ seconds: value })).toBe(
    `\`seconds\` must be a number from 0 to 10, not ${JSON.stringify(value)}`,
  );
  expect(read({ count: value })).toContain("`count` must be a whole number from 0 to 9007199254740991, not ");
});

test.each([
  [{ seconds: "10.1" }, "`seconds` must be a number from 0 to 10, not 10.1"],
  [{ seconds: "-1" }, "`seconds` must be a number from 0 to 10, not -1"],
  [{ seconds: "-0" }, "`seconds` must be a number from 0 to 10, not -0"],
  [{ seconds: ["1", "1"] }, '`seconds` must be a number from 0 to 10, not ["1","1"]'],
  [{ seconds: "9".repeat(400) }, `\`seconds\` must be a number from 0 to 10, not ${"9".repeat(60)}…`],
  [{ count: "1.0" }, "`count` must be a whole number from 0 to 9007199254740991, not 1.0"],
  [
    { count: "9007199254740992" },
    "`count` must be a whole number from 0 to 9007199254740991, not 9007199254740992",
  ],
  [{ form: "c" }, '`form` must be "a" or "b", not "c"'],
  [{ form: ["a", "b"] }, '`form` must be "a" or "b", not ["a","b"]'],
])("%j is told in one line", (parameters, message) => {
  expect(read(parameters)).toBe(message);
});
