import { describe, expect, test } from "vitest";
import { messages, type Rule, type Told } from "./index.js";

const [en, es] = [messages("en"), messages("es")];
const rules = Object.keys(en.rules) as Rule[];

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

function tell(language: typeof en, rule: Rule) {
  const { given, asked } = figures();
  return { told: (language.rules[rule] as (seen: unknown) => Told)(given), asked };
}

describe.each(rules)("%s", (rule) => {
  test("has a rule, what was seen, and a hint, in both languages", () => {
    for (const { told } of [tell(en, rule), tell(es, rule)]) {
      for (const text of [told.rule, told.seen, told.hint]) {
        expect(text).toMatch(/[.?]$/);
        // In code, these may be meant.
        expect(text.replace(/`[^`]*`/g, "")).not.toMatch(/undefined|NaN|!/);
      }
    }
  });

  test("tells the same figures in both languages", () => {
    const [english, spanish] = [tell(en, rule), tell(es, rule)];
    const shown = (text: string) => [...new Set(text.match(/«\w+»/g))].sort();
    expect(shown(spanish.told.seen)).toEqual(shown(english.told.seen));
    expect(shown(english.told.seen).length).toBeGreaterThan(0);
    expect(spanish.told.seen).not.toBe(english.told.seen);
  });

  test("has the same code words in both hints", () => {
    const code = (text: string) => (text.match(/`[^`]+`/g) ?? []).sort();
    expect(code(tell(es, rule).told.hint)).toEqual(code(tell(en, rule).told.hint));
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
});

test("one is one", () => {
  const seen = { seconds: 1, answered: 1, count: 1 };
  expect(en.rules["did-not-finish"](seen).seen).toContain("1 of 1 request was answered");
});
