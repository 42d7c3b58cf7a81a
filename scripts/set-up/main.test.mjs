import { afterEach, expect, test } from "vitest";
import { speak, words } from "../words/index.mjs";
import { readOptions } from "./main.mjs";

afterEach(() => speak("en"));

const namesOf = (args) => readOptions(args).steps.map(({ name }) => name);

test("without options, all steps; in an image, what it takes away too", () => {
  expect(namesOf([])).toEqual([
    "python-environment",
    "python-packages",
    "npm-packages",
    "build",
    "kernelspec",
  ]);
  expect(namesOf(["--image"])).toEqual([...namesOf([]), "seal"]);
});

test("`--only` keeps the steps' own order", () => {
  expect(namesOf(["--only", "build,npm-packages"])).toEqual(["npm-packages", "build"]);
});

test.each([
  [["--only", "biuld"], /^`--only` knows no step 'biuld', only python-environment, .*$/],
  [["--only", "seal"], /^`--only` knows no step 'seal', .*$/],
  [
    ["--imagine"],
    /^Unknown option '--imagine'\. `node scripts\/cli\.mjs set-up --help` lists the options\.$/,
  ],
])("%j is refused in one line", (args, message) => expect(() => readOptions(args)).toThrow(message));

test("both helps list the same options", () => {
  const options = ["en", "es"].map((lang) => {
    speak(lang);
    return words()
      .setUp.help([])
      .match(/^ {2}--[\w-]+/gm);
  });
  expect(options[0]).toEqual(options[1]);
});
