import { describe, expect, test } from "vitest";
import { readCountries } from "./country.js";
import { planPages, type PlannedPage } from "./homework-plan.js";

const codes = readCountries().map(({ code }) => code);
const seeds = Array.from({ length: 50 }, (_, seed) => seed * 1000);

function tally(pages: readonly PlannedPage[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { failures, never, missing, retryAfterS } of pages) {
    const kind = never
      ? "never"
      : missing
        ? "missing"
        : `fails ${failures}${retryAfterS === undefined ? "" : ", Retry-After"}`;
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}

describe.each(seeds)("with seed %i", (seed) => {
  test("200 pages have the same counts of everything, and what takes long comes early", () => {
    const pages = planPages("pages", codes, seed);
    expect([...pages].map(({ code }) => code).sort()).toEqual([...codes].sort());
    expect(tally(pages)).toEqual({
      "fails 0": 188,
      "fails 1": 7,
      "fails 2": 2,
      missing: 3,
    });
    for (const [index, { failures, missing }] of pages.entries()) {
      if (failures === 1) expect(index).toBeLessThan(50);
      if (failures === 2 || missing) expect(index).toBeLessThan(20);
    }
  });

  test("so have the 18 that fail", () => {
    const pages = planPages("failures", codes, seed);
    expect(tally(pages)).toEqual({
      "fails 0": 1,
      "fails 3": 12,
      "fails 1, Retry-After": 2,
      missing: 2,
      never: 1,
    });
  });

  test("each failure has a status of its own, and Retry-After comes with 503", () => {
    for (const page of planPages("failures", codes, seed)) {
      expect(page.statuses).toHaveLength(page.never ? 1 : page.failures);
      expect([500, 502, 503]).toEqual(expect.arrayContaining([...page.statuses]));
      if (page.retryAfterS !== undefined) expect(page.statuses).toEqual([503]);
    }
  });
});

test("the same seed draws the same plan, another one another", () => {
  expect(planPages("pages", codes, 7)).toEqual(planPages("pages", codes, 7));
  expect(planPages("pages", codes, 7)).not.toEqual(planPages("pages", codes, 8));
});
