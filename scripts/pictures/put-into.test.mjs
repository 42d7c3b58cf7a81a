import { expect, test } from "vitest";
import { main } from "./main.mjs";
import { putInto } from "./put-into.mjs";

const readme = `<img src="a.svg" width="49%" alt="old">
<!-- one by one -->9 s<!-- --> against <!-- all at once --><!-- -->: <!-- speed-up -->2<!-- --> times`;
const measured = { descriptions: { "a.svg": 'a "b" & c' }, times: { oneByOne: 10_240, allAtOnce: 243 } };

test.each([
  ["en", "10.2 s", "0.24 s"],
  ["es", "10,2 s", "0,24 s"],
])("puts descriptions and times into a README (%s)", (lang, oneByOne, allAtOnce) => {
  expect(putInto(readme, { ...measured, lang })).toBe(
    `<img src="a.svg" width="49%" alt="a &quot;b&quot; &amp; c">
<!-- one by one -->${oneByOne}<!-- --> against <!-- all at once -->${allAtOnce}<!-- -->: <!-- speed-up -->42<!-- --> times`,
  );
});

test("says when a README has no place for something", () => {
  expect(() => putInto("nothing", { ...measured, lang: "en" })).toThrow("has no place");
});

test("says that there are no options, and measures nothing", async () => {
  await expect(main(["--lang"])).rejects.toThrow("Unknown option '--lang'");
});
