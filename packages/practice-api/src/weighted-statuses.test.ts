import { expect, test } from "vitest";
import { parseWeightedStatuses, pickStatus } from "./weighted-statuses.js";

test.each([
  ["503", 0.99, 503],
  ["200,503", 0.49, 200],
  ["200,503", 0.51, 503],
  ["200:0.7,503:0.3", 0.69, 200],
  ["200:0.7,503:0.3", 0.71, 503],
  ["200:7,503:3", 0.71, 503],
  ["200:0,503", 0, 503],
])("%s at %f is %i", (codes, draw, status) => {
  expect(pickStatus(parseWeightedStatuses(codes) ?? [], draw)).toBe(status);
});

test.each([
  "",
  "20",
  "600",
  "199",
  "abc",
  "200:",
  "200:-1",
  "200:0",
  "200;503",
  "200,",
  "200:0.7:3",
  "200, 503",
  "200:1e3",
  `200:${"9".repeat(400)}`,
  "200:Infinity",
  "200:0x1",
  "200\n",
])("%j says nothing", (codes) => {
  expect(parseWeightedStatuses(codes)).toBeUndefined();
});
