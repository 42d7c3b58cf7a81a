import Bottleneck from "bottleneck";
import { expect, test } from "vitest";
import { TestHarness } from "./harness.js";

const askAll = (urls: string[]) => Promise.allSettled(urls.map((url) => fetch(url)));

test("what a page tells of its delay need not be so, and a failure takes its time", async () => {
  await using harness = await TestHarness.start();
  const trial = harness.trial([
    { delay: 3, told: 0.5 },
    { delay: 2 },
    { status: 503, delay: 4 },
    { fails: "broken", delay: 1 },
    "missing",
  ]);
  const { ms, after } = await trial.call(askAll);
  const ends = new Map(after.requests.map(({ path, endMs, status }) => [path, [endMs, status]]));
  const seen = trial.urls.map((url) => ends.get(trial.pathOf(url)));
  expect(seen).toEqual([
    [3000, 200],
    [2000, 200],
    [4000, 503],
    [1000, undefined],
    [0, 404],
  ]);
  expect(ms).toBe(4000);
  expect(trial.urls[0]).toMatch(/delay=0\.5$/);
});

test("requests beside the trial's run are seen: of no run, of one that was made up, at another server", async () => {
  await using harness = await TestHarness.start();
  const trial = harness.trial([{ delay: 1 }]);
  await trial.call(async ([url = ""]) => {
    await askAll([
      url,
      url.replace(/\/r\/[^/]+/, ""),
      url.replace(/\/r\/[^/]+/, "/r/mine"),
      "http://127.0.0.1:4/",
    ]);
    return [];
  });
  const others = trial.takeOtherRequests().map((each) => each.replace(/\w{3}\?/, "XXX?"));
  expect(others).toEqual(["/countries/XXX?delay=1", "/r/mine/countries/XXX?delay=1", "http://127.0.0.1:4/"]);
});

test("a promise that fails with nobody to handle it is counted, one that is handled late is not", async () => {
  await using harness = await TestHarness.start();
  const { unhandled } = await harness.trial([{ delay: 1 }]).end(async ([url = ""]) => {
    const late = Promise.reject(new Error("handled late"));
    void Promise.reject(new Error("never handled"));
    await fetch(url);
    await late.catch(() => undefined);
    return [];
  });
  expect(unhandled).toBe(1);
});

test("a limiter that was made outside of the answer is not held up by the check's time afterwards", async () => {
  const limiter = new Bottleneck({ maxConcurrent: 1, minTime: 1 });
  {
    await using harness = await TestHarness.start();
    const trial = harness.trial(Array.from({ length: 5 }, () => ({ delay: 9 })));
    await trial.call((urls) => Promise.all(urls.map((url) => limiter.schedule(() => fetch(url)))));
    expect(harness.time.nowMs).toBeGreaterThan(45_000);
  }
  // In real time; otherwise it would come a minute later.
  expect(await limiter.schedule(() => Promise.resolve("now"))).toBe("now");
});
