import { expect, test } from "vitest";
import { toWellFormedJson } from "./wire.js";

const [high, low] = ["🇦".charAt(0), "🇦".charAt(1)];

test.each([
  ["half an emoji", high],
  ["the other half", `${low} in a text`],
  ["both, the wrong way round", low + high],
  ["a key", { [high]: { [low]: [high] } }],
  ["behind a backslash", `\\${high}`],
])("%s becomes U+FFFD", (_what, value) => {
  const text = toWellFormedJson(JSON.stringify(value));
  expect(text).not.toMatch(/(?<!\\)(?:\\\\)*\\ud/);
  expect(text).toContain("\uFFFD");
  expect(Buffer.from(text).toString()).toBe(text);
});

test.each(["🇦🇷", "\\ud83c", "\\\\ud83c \\\\", 'a\u0000\n"b"', { "🇦🇷": ["ñandú", 7, null] }])(
  "%j stays as it is",
  (value) => {
    expect(JSON.parse(toWellFormedJson(JSON.stringify(value)))).toEqual(value);
  },
);

test("a client may escape whole pairs, and in capitals", () => {
  expect(toWellFormedJson('"\\ud83c\\uDDE6 \\uD83C"')).toBe('"\\ud83c\\uDDE6 \uFFFD"');
});
