import assert from "node:assert/strict";
import type { Answers } from "async-lab";

type Retry = Parameters<Answers["08-test"]>[0];

export const rule = "test-ended-early";

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
  assert.equal(await retry(task, 5, wait), "ok");
  assert.equal(calls, 3);
  assert.deepEqual(waits, [1000, 2000]);
  const pauses: number[] = [];
  const pause = async (ms: number) => {
    pauses.push(ms);
  };
  const fails = async () => {
    throw new Error("down");
  };
  void assert.rejects(retry(fails, 3, pause), /down/);
}
