import { expect, test } from "vitest";
import { cleanLine } from "../text.js";
import { html } from "./html.js";

test("whatever is put into a page is escaped, but for pieces of a page", () => {
  const hostile = `<script>alert("1")</script>' onload='x' & more`;
  const piece = html`<b title="${hostile}">${hostile}</b>`;
  expect(String(piece)).not.toMatch(/<script|onload='x'|alert\("/);
  expect(String(html`<p>${piece}${[piece, undefined]}${undefined}${7}</p>`)).toBe(
    `<p>${String(piece)}${String(piece)}\n7</p>`,
  );
});

test("characters that nobody sees are made visible: they could make one name look like another", () => {
  expect(String(html`${"Ana\u202Ecod.\u0007\u0000"}`)).toBe("Ana\uFFFDcod.\uFFFD\uFFFD");
  expect(String(html`${"one\r\ntwo\tthree\uD800"}`)).toBe("one\ntwo\tthree\uFFFD");
});

test.each([
  ["Ana\u001b[31m\nGarcía", "Ana García"],
  ["\u001b]0;title\u0007Ana", "Ana"],
  ["a".repeat(200), `${"a".repeat(119)}…`],
])("%j fits on one line of a terminal", (text, line) => {
  expect(cleanLine(text)).toBe(line);
});
