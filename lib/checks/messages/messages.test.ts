import { describe, expect, test } from "vitest";
import { findExercises } from "../find-exercises.js";
import { messages, type Told } from "./index.js";

const [en, es] = [messages("en"), messages("es")];
const exercises = await findExercises();

/** The rules that several exercises share, and those of each. */
const rules = [{ id: "shared", messages: { en, es } }, ...exercises].flatMap(({ id, messages }) =>
  Object.keys(messages.en.rules).map((rule) => ({ id, rule, languages: messages })),
);

/** Figures that nobody would write by themselves, so that they can be found again in a sentence. */
function figures(): { readonly given: Record<string, unknown>; readonly asked: Set<string> } {
  const asked = new Set<string>();
  const given = new Proxy<Record<string, unknown>>(
    {},
    {
      get(_, name) {
        asked.add(String(name));
        return `«${String(name)}»`;
      },
    },
  );
  return { given, asked };
}

type Rules = Readonly<Record<string, (seen: never) => Told>>;

function tell(rules: Rules, rule: string) {
  const { given, asked } = figures();
  return { told: (rules[rule] as (seen: unknown) => Told)(given), asked };
}

describe.each(rules)("$id: $rule", ({ rule, languages }) => {
  const tellIn = (language: "en" | "es") => tell(languages[language].rules, rule);

  test("has a rule, what was seen, and a hint, in both languages", () => {
    for (const { told } of [tellIn("en"), tellIn("es")]) {
      for (const text of [told.rule, told.seen, told.hint]) {
        expect(text).toMatch(/[.?]$/);
        // In code, these may be meant.
        expect(text.replace(/`[^`]*`/g, "")).not.toMatch(/undefined|NaN|!/);
      }
    }
  });

  test("tells the same figures in both languages", () => {
    const [english, spanish] = [tellIn("en"), tellIn("es")];
    const shown = (text: string) => [...new Set(text.match(/«\w+»/g))].sort();
    expect(shown(spanish.told.seen)).toEqual(shown(english.told.seen));
    expect(shown(english.told.seen).length).toBeGreaterThan(0);
    expect(spanish.told.seen).not.toBe(english.told.seen);
  });

  test("has the same code words in both hints", () => {
    const code = (text: string) => (text.match(/`[^`]+`/g) ?? []).sort();
    expect(code(tellIn("es").told.hint)).toEqual(code(tellIn("en").told.hint));
  });
});

test("the two languages have the same keys", () => {
  const keys = (value: unknown): unknown =>
    typeof value === "object" && value !== null
      ? Object.fromEntries(
          Object.entries(value)
            .sort()
            .map(([key, inner]) => [key, keys(inner)]),
        )
      : typeof value;
  expect(keys(es)).toEqual(keys(en));
  for (const { messages } of exercises) expect(keys(messages.es)).toEqual(keys(messages.en));
});

test("one is one", () => {
  const seen = { seconds: 1, answered: 1, count: 1 };
  expect(en.rules["did-not-finish"](seen).seen).toContain("1 of 1 request was answered");
});
