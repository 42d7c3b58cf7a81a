import { afterEach, describe, expect, test } from "vitest";
import { toolEnvironment } from "../set-up/tool-environment.mjs";
import { IMAGE_STEPS, STEPS } from "../set-up/index.mjs";
import { readOptions } from "../start/options.mjs";
import { en } from "./en.mjs";
import { es } from "./es.mjs";
import { speak, systemLanguage, words } from "./index.mjs";

afterEach(() => speak("en"));

/** Every key with the kind of its value: a text, or a function of so many arguments. */
function shapeOf(value) {
  if (typeof value === "function") return `function of ${value.length}`;
  if (typeof value === "string") return "text";
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shapeOf(inner)]));
}

test("both languages say the same things", () => {
  expect(shapeOf(es)).toEqual(shapeOf(en));
});

test.each(["start", "site"])("both helps of %s list the same options", (command) => {
  const optionsOf = (help) => help.match(/^ {2}--[\w-]+/gm);
  expect(optionsOf(es[command].help)).toEqual(optionsOf(en[command].help));
});

test("every step of the set-up has its title", () => {
  const steps = [
    ...STEPS,
    ...IMAGE_STEPS,
    ...["nbgrader", "materials"].map((name) => toolEnvironment(name).step),
  ];
  expect(Object.keys(en.steps)).toEqual(expect.arrayContaining(steps.map(({ name }) => name)));
});

describe("the language", () => {
  test.each([
    [{ LANG: "es_AR.UTF-8" }, "es"],
    [{ LC_ALL: "C", LANG: "es_AR.UTF-8" }, "en"],
    [{ LC_MESSAGES: "es_ES.UTF-8", LANG: "en_US.UTF-8" }, "es"],
    [{ ASYNC_LAB_LANGUAGE: "es", LANG: "en_US.UTF-8" }, "es"],
    [{ ASYNC_LAB_LANGUAGE: "fr", LANG: "en_US.UTF-8" }, "en"],
  ])("of the system %o is %s", (env, lang) => expect(systemLanguage(env)).toBe(lang));

  test("that was chosen is spoken, and an unknown one changes nothing", () => {
    speak("es");
    speak("fr");
    speak(undefined);
    expect(words()).toBe(es);
    expect(() => readOptions(["--prot"], {})).toThrow(/^No existe la opción '--prot'\./);
  });
});
