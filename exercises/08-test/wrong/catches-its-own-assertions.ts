import assert from "node:assert/strict";
import type { Answers } from "async-lab";

type Retry = Parameters<Answers["08-test"]>[0];

// The `catch` that is there for `retry` takes the assertions, too.
export const rule = "never-fails";

/* eslint-disable @typescript-eslint/require-await -- what a test gives is async, and has nothing to wait for */
export default async function testRetry(retry: Retry): Promise<void> {
  let calls = 0;
  const waits: number[] = [];
  const task = async () => {
    calls += 1;
    throw new Error("down");
  };
  try {
    await retry(task, 3, async (ms) => {
      waits.push(ms);
    });
    assert.fail("it should fail");
  } catch {
    try {
      assert.equal(calls, 3);
      assert.deepEqual(waits, [1000, 2000]);
    } catch (error) {
      assert.ok(error);
    }
  }
}
