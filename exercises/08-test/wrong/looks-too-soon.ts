import assert from "node:assert/strict";
import type { Answers } from "async-lab";

type Retry = Parameters<Answers["08-test"]>[0];

// Counts before the calls have been made.
export const rule = "fails-the-right-one";

/* eslint-disable @typescript-eslint/require-await -- what a test gives is async, and has nothing to wait for */
export default async function testRetry(retry: Retry): Promise<void> {
  let calls = 0;
  const waits: number[] = [];
  const wait = async (ms: number) => {
    waits.push(ms);
  };
  const task = async () => {
    calls += 1;
    if (calls < 3) throw new Error("busy");
    return "ok";
  };
  const running = retry(task, 5, wait);
  assert.equal(calls, 3);
  assert.equal(await running, "ok");
}
