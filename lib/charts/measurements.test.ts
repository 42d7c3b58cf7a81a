import { beforeEach, expect, test } from "vitest";
import { setLanguage } from "@async-lab/notebook";
import { distribution, speedUp } from "./index.js";
import { valuesOf } from "./testing/recordings.js";

beforeEach(() => setLanguage("en"));

test("distribution gives medians and ranges, and says which ranges overlap", () => {
  expect(distribution({ got: [285, 291, 280], undici: [256, 250, 261] }).description).toBe(
    "“got” has a median of 285 ms (280 ms to 291 ms, 3 rounds); " +
      "“undici” has a median of 256 ms (250 ms to 261 ms, 3 rounds); no two ranges overlap.",
  );
  expect(distribution({ a: [1, 3], b: [2, 4], c: [9] }, { unit: "1/s" }).description).toContain(
    "do not tell them apart: “a” and “b”.",
  );
  expect(distribution({ a: [12_000, 14_000] }).description).toContain("13.0 s (12.0 s to 14.0 s, 2 rounds)");
});

test("distribution draws every round as a point, in the unit of its axis", () => {
  expect(valuesOf(distribution({ a: [12_000, 14_000], b: [1000] }), 2).map(({ value }) => value)).toEqual([
    12, 14, 1,
  ]);
});

test("speedUp compares medians with one worker, and marks the cores", () => {
  const chart = speedUp({ 4: [420, 424, 900], 1: 848, 2: 424 }, { cores: 2 });
  expect(chart.description).toBe(
    "Against one worker the work was 2.0 times as fast with 2 workers and 2.0 times as fast with 4 workers; " +
      "this machine has 2 cores, and more workers than cores cannot make CPU-bound work faster.",
  );
  expect(valuesOf(chart, 2).map(({ workers, times }) => [workers, times])).toEqual([
    [1, 1],
    [2, 2],
    [4, 2],
  ]);
});

test.each<[string, () => unknown, string]>([
  [
    "no number",
    // @ts-expect-error a text is no number
    () => distribution({ got: [1, "2"] }),
    "`got` must be a list of numbers, 0 or more, one for each round, not [1, 2]",
  ],
  ["no rounds", () => distribution({ got: [] }), "`got` must be a list of numbers"],
  ["NaN", () => distribution({ got: [NaN] }), "not [NaN]"],
  ["nothing", () => distribution({}), "there is nothing to draw"],
  // @ts-expect-error it is a promise
  ["a promise", () => distribution({ got: Promise.resolve([1]) }), "a promise: await it"],
  // @ts-expect-error it is a list
  ["a list", () => distribution([1, 2]), "give it the values of all rounds by name"],
  ["no time of one worker", () => speedUp({ 2: 400 }), "the time of one worker is missing"],
  ["one worker alone", () => speedUp({ 1: 400 }), "nothing to compare one worker with"],
  ["half a worker", () => speedUp({ 0.5: 400 }), "a whole number, 1 or more"],
  ["no time", () => speedUp({ 1: 400, 2: 0 }), "the time of 2 workers must be a number above 0"],
  // @ts-expect-error it is a promise
  ["a promised time", () => speedUp({ 1: Promise.resolve(1) }), "a promise: await it"],
])("%s instead of measurements is a TypeError in one line", (_title, draw, message) => {
  expect(draw).toThrow(TypeError);
  expect(draw).toThrow(message);
  setLanguage("es");
  expect(draw).toThrow(/^(distribution|speedUp): .*(pasale|tiene que|falta|no hay|no tiene|promesa)/);
});
