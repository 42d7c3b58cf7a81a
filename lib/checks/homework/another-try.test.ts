import { expect, test } from "vitest";
import { worthAnotherTry } from "./another-try.js";
import { judged } from "./judged.js";

const time = (ms: number, reason: "met" | "too-slow" | "too-slow-waits" | "too-slow-missing" = "met") =>
  judged("time", reason, 0, {
    ms,
    limitMs: 2500,
    sequentialMs: 25_000,
    times: 25_000 / ms,
    proven: 197,
    exist: 197,
    repeated: 0,
    firstMs: 100,
    secondMs: 200,
    thirdMs: 400,
  });
const retries = (reason: "met" | "waits-do-not-grow" | "no-wait" | "no-retry", firstMs = 300) =>
  judged("retries", reason, 0, {
    came: 12,
    of: 12,
    firstMs,
    secondMs: 200,
    thirdMs: 290,
    repeated: 0,
    missing: 5,
    heeded: 2,
    asking: 2,
    neverAttempts: 5,
    listed: true,
    endless: false,
  });

test.each([
  ["all is well", [time(1500), retries("met")], []],
  ["a little too slow", [time(2600, "too-slow"), retries("met")], ["pages"]],
  ["too slow for its waits", [time(2600, "too-slow-waits"), retries("met")], []],
  ["too slow for its 404s", [time(2600, "too-slow-missing"), retries("met")], []],
  ["far too slow", [time(25_000, "too-slow"), retries("met")], []],
  ["waits that do not grow", [time(1500), retries("waits-do-not-grow")], ["failures"]],
  ["short waits that do not grow", [time(1500), retries("no-wait", 40)], ["failures"]],
  ["no waits", [time(1500), retries("no-wait", 3)], []],
  ["both", [time(7000, "too-slow"), retries("waits-do-not-grow")], ["pages", "failures"]],
  ["no retry", [time(1500), retries("no-retry")], []],
])("%s", (_, judgements, parts) => {
  expect(worthAnotherTry(judgements)).toEqual(parts);
});
