import { mock } from "node:test";
import assert from "node:assert/strict";
import type { Answers } from "async-lab";

type Retry = Parameters<Answers["08-test"]>[0];

// The waits are timers, and the test turns the clock on.
async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

/** What happens when: `0 task, 1000 task, …`. */
async function tell(retry: Retry, failures: number, attempts: number): Promise<string> {
  const clock = mock.timers;
  clock.enable({ apis: ["setTimeout", "Date"], now: 0 });
  try {
    const story: string[] = [];
    const note = (what: string) => story.push(`${Date.now()} ${what}`);
    let calls = 0;
    const task = () => {
      note("task");
      calls += 1;
      return calls > failures ? Promise.resolve("Quito") : Promise.reject(new Error("down"));
    };
    const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
    const running = retry(task, attempts, wait).then(
      (city) => note(city),
      (error: unknown) => note((error as Error).message),
    );
    for (let second = 0; second < 20; second += 1) {
      await settle();
      clock.tick(1000);
    }
    await running;
    return story.join(", ");
  } finally {
    clock.reset();
  }
}

export default async function testRetry(retry: Retry): Promise<void> {
  assert.equal(await tell(retry, 2, 5), "0 task, 1000 task, 3000 task, 3000 Quito");
  assert.equal(await tell(retry, 9, 3), "0 task, 1000 task, 3000 task, 3000 down");
}
