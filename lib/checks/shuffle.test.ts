import { expect, test } from "vitest";
import { adversarialDelays, shuffle } from "./shuffle.js";

test("the slowest page comes first, the others in no order, the same each time", () => {
  for (const seed of [11, 12, 21, 22, 31, 32, 41, 42]) {
    const delays = adversarialDelays(8, { step: 0.05, seed });
    expect(delays[0]).toBe(0.4);
    expect([...delays].sort()).toEqual([0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4]);
    expect(delays).not.toEqual([...delays].sort().reverse());
    expect(adversarialDelays(8, { step: 0.05, seed })).toEqual(delays);
  }
});

test("no pages, no delays", () => {
  expect(adversarialDelays(0, { step: 0.05, seed: 1 })).toEqual([]);
});

test("a shuffle keeps every item, and the list it was given", () => {
  const items = [1, 2, 3, 4, 5, 6, 7, 8, 9];
  const shuffled = shuffle(items, 7);
  expect([...shuffled].sort()).toEqual(items);
  expect(shuffled).not.toEqual(items);
  expect(items).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
});
