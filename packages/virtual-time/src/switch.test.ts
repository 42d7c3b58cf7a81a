import "./install.js";
import { AsyncLocalStorage } from "node:async_hooks";
import { once } from "node:events";
import * as timers from "node:timers";
import { scheduler, setInterval as repeat, setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { realTime, VirtualTime } from "./index.js";

// Taken before any run, as an earlier cell of a notebook would.
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const { now } = performance;
const bound = performance.now.bind(performance);
const today = Date.now;
const Day = Date;
const { hrtime } = process;
const promisified = promisify(setTimeout);
const timeoutSignal = AbortSignal.timeout.bind(AbortSignal);

/** What work gives back and how much virtual time it takes. */
async function run<T>(work: () => T | PromiseLike<T>): Promise<{ value: unknown; atMs: number }> {
  using time = VirtualTime.start();
  const result = await time.run(work);
  if (result.status === "unsettled") throw new Error(result.why);
  return { value: result.status === "fulfilled" ? result.value : result.reason, atMs: result.atMs };
}

describe("what waits takes as long as it says", () => {
  test.each<[string, () => Promise<unknown>]>([
    ["setTimeout", () => new Promise((resolve) => setTimeout(resolve, 60_000, "value"))],
    ["a reference to it from before", () => wait(60_000).then(() => "value")],
    ["node:timers", () => new Promise((resolve) => timers.setTimeout(resolve, 60_000, "value"))],
    ["node:timers/promises", () => sleep(60_000, "value")],
    ["a promisified one", () => promisified(60_000, "value")],
    ["scheduler.wait", () => scheduler.wait(60_000).then(() => "value")],
    ["AbortSignal.timeout", () => once(AbortSignal.timeout(60_000), "abort").then(() => "value")],
    ["a reference to that", () => once(timeoutSignal(60_000), "abort").then(() => "value")],
    [
      "AbortSignal.any of one",
      () =>
        once(AbortSignal.any([timeoutSignal(60_000), new AbortController().signal]), "abort").then(
          () => "value",
        ),
    ],
  ])("%s", async (_name, work) => {
    expect(await run(work)).toEqual({ value: "value", atMs: 60_000 });
  });

  test("setInterval, with the global, with node:timers and as an async iterator", async () => {
    const seen = await run(async () => {
      const times: number[] = [];
      const began = Date.now();
      const note = () => times.push(Date.now() - began);
      await new Promise<void>((resolve) => {
        const timer = setInterval(() => {
          if (note() < 2) return;
          clearInterval(timer);
          resolve();
        }, 1000);
      });
      const timer = timers.setInterval(note, 400);
      await sleep(1000);
      timers.clearInterval(timer);
      for await (const value of repeat(250, "tick")) {
        if (value === "tick" && note() === 6) break;
      }
      return times;
    });
    expect(seen).toEqual({ value: [1000, 2000, 2400, 2800, 3250, 3500], atMs: 3500 });
  });

  test("an abort ends a wait, with Node's own error, and leaves no timer", async () => {
    using time = VirtualTime.start();
    const result = await time.run(() => sleep(60_000, undefined, { signal: AbortSignal.timeout(1000) }));
    expect(result).toMatchObject({
      status: "rejected",
      reason: { name: "AbortError", code: "ABORT_ERR" },
      atMs: 1000,
    });
    expect(time.timers).toEqual([]);
  });

  test("the reason of a timeout is Node's own, and what is no delay is refused", async () => {
    const { value } = await run(async () => {
      const signal = AbortSignal.timeout(5);
      await once(signal, "abort");
      return signal;
    });
    expect((value as AbortSignal).reason).toMatchObject({ name: "TimeoutError", code: 23 });
    expect(await run(() => AbortSignal.timeout(-1))).toMatchObject({ value: { code: "ERR_OUT_OF_RANGE" } });
  });
});

describe("clocks", () => {
  test("all show the same time, also by references from before", async () => {
    const { value } = await run(async () => {
      const read = () => [
        Date.now(),
        today(),
        new Day().getTime(),
        performance.now(),
        now(),
        bound(),
        hrtime.bigint(),
      ];
      const before = read();
      const beganAt = hrtime();
      await sleep(90_500);
      return [...read().map((each, index) => Number(each) - Number(before[index])), hrtime(beganAt)];
    });
    expect(value).toEqual([...Array<number>(6).fill(90_500), 90_500_000_000, [90, 500_000_000]]);
  });

  test("a time taken before is not later than one in virtual time, nor is one of an earlier run", async () => {
    const read = () => [Date.now(), performance.now(), Number(hrtime.bigint())];
    const before = read();
    const { value: first } = await run(async () => (await sleep(5000), read()));
    const { value: second } = await run(read);
    (first as number[]).forEach((each, index) => {
      expect(each).toBeGreaterThan(before[index] ?? Infinity);
      expect((second as number[])[index]).toBeGreaterThanOrEqual(each);
    });
  });

  test("Date stays Date", async () => {
    class Birthday extends Date {}
    const { value } = await run(async () => {
      await sleep(1000);
      return [
        new Date() instanceof Date,
        Date() === new Date().toString(),
        new Birthday() instanceof Birthday && new Birthday().getTime() === Date.now(),
        new Date(0).toISOString(),
        new Date(2026, 0, 2).getDate(),
        Date.UTC(1970, 0, 1),
        Date.parse("1970-01-01"),
        new Date().constructor === Date,
        Date.name + String(Date.length),
      ];
    });
    expect(value).toEqual([true, true, true, "1970-01-01T00:00:00.000Z", 2, 0, 0, true, "Date7"]);
  });
});

test("a callback runs in the async context of whoever started its timer", async () => {
  const storage = new AsyncLocalStorage<string>();
  const { value } = await run(async () => {
    const seen: unknown[] = [];
    for (const name of ["a", "b"])
      storage.run(name, () => setTimeout(() => seen.push(storage.getStore()), 10));
    await sleep(20);
    return seen;
  });
  expect(value).toEqual(["a", "b"]);
});

test("Node's own `clearTimeout`, and one for any handle, stop a virtual timer", () => {
  using time = VirtualTime.start();
  realTime.clearTimeout(setTimeout(() => undefined, 10));
  clearTimeout(setTimeout(() => undefined, 10));
  clearInterval(Number(setInterval(() => undefined, 10)));
  setTimeout(() => undefined, 10).close();
  expect(time.timers).toEqual([]);
});

test("a real timer that is refreshed meanwhile goes on in virtual time, and after it in real time", async () => {
  let runs = 0;
  const timer = setTimeout(() => (runs += 1), 40_000).unref();
  const time = VirtualTime.start();
  timer.refresh();
  await time.advance(40_000);
  expect(runs).toBe(1);
  timer.refresh();
  time.end();
  expect(runs).toBe(1);
  clearTimeout(timer);
});
