import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { TimerWatch } from "./timer-watch.js";

test("tells the timers that are left, and ends them", async () => {
  let ticks = 0;
  {
    using watch = new TimerWatch();
    await watch.run(async () => {
      await sleep(1);
      setInterval(() => (ticks += 1), 5);
      setTimeout(() => (ticks += 1), 10_000);
    });
    expect(watch.left()).toBe(2);
  }
  const before = ticks;
  await sleep(20);
  expect(ticks).toBe(before);
});

test("leaves out what is over, what keeps nobody waiting, and the timers of others", async () => {
  const others = setInterval(() => undefined, 1000);
  using watch = new TimerWatch();
  await watch.run(async () => {
    const cleared = setInterval(() => undefined, 5);
    setInterval(() => undefined, 1000).unref();
    await sleep(2);
    clearInterval(cleared);
  });
  expect(watch.left()).toBe(0);
  clearInterval(others);
});
