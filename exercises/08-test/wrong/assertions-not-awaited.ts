import assert from "node:assert/strict";
import type { Answers } from "async-lab";

type Retry = Parameters<Answers["08-test"]>[0];

// The assertions come after the test has ended.
export const rule = "test-ended-early";

/* eslint-disable @typescript-eslint/require-await -- what a test gives is async, and has nothing to wait for */
export default async function testRetry(retry: Retry): Promise<void> {
  const waits: number[] = [];
  const run = async () => {
    let calls = 0;
    const task = async () => {
      calls += 1;
      if (calls < 3) throw new Error("busy");
      return "ok";
    };
    assert.equal(await retry(task, 5, async (ms) => void waits.push(ms)), "ok");
    assert.deepEqual(waits, [1000, 2000]);
  };
  void run();
}
