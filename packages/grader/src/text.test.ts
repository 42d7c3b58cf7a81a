import { expect, test } from "vitest";
import { decodeText } from "./text.js";

const text = '{"name":"Ana Peña"}';
const swapped = (bytes: Buffer) => Buffer.from(bytes).swap16();

test.each([
  ["UTF-8", Buffer.from(text)],
  ["UTF-8 with a mark", Buffer.from(`\uFEFF${text}`)],
  ["UTF-16, little end first, with a mark", Buffer.from(`\uFEFF${text}`, "utf16le")],
  ["UTF-16, little end first", Buffer.from(text, "utf16le")],
  ["UTF-16, big end first, with a mark", swapped(Buffer.from(`\uFEFF${text}`, "utf16le"))],
  ["UTF-16, big end first", swapped(Buffer.from(text, "utf16le"))],
  ["Windows-1252", Buffer.from(text, "latin1")],
])("%s is read", (_, bytes) => {
  expect(decodeText(bytes)).toBe(text);
});

test.each([[""], ["{"], ["\0\0"]])("%j is read as it is", (odd) => {
  expect(decodeText(Buffer.from(odd))).toBe(odd);
});
