import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { sampleLoopDelay } from "./loop-delay.js";

/** How long the loop has stood still; the timers' own clock does not run meanwhile. */
let blockedMs = 0;
const now = () => performance.now() - begunAt + blockedMs;
let begunAt = 0;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "performance"] });
  begunAt = performance.now();
  blockedMs = 0;
});
afterEach(() => vi.useRealTimers());

test("a loop that is free is never late", () => {
  const { samples, stop } = sampleLoopDelay(now);
  vi.advanceTimersByTime(50);
  stop();
  expect(samples).toEqual([10, 20, 30, 40, 50].map((atMs) => ({ atMs, delayMs: 0 })));
});

test("work that blocks it shows as one tall sample at its time", () => {
  const { samples, stop } = sampleLoopDelay(now);
  vi.advanceTimersByTime(65);
  blockedMs += 200;
  vi.advanceTimersByTime(25);
  stop();
  expect(samples.filter(({ delayMs }) => delayMs > 0)).toEqual([{ atMs: 70, delayMs: 200 }]);
});

test("also when it ends before the timer gets its chance", () => {
  const { samples, stop } = sampleLoopDelay(now);
  blockedMs += 100;
  stop();
  expect(samples).toEqual([{ atMs: 10, delayMs: 90 }]);
  vi.advanceTimersByTime(100);
  expect(samples).toHaveLength(1);
});
