import assert from "node:assert/strict";
import type { Answers } from "async-lab";

type Retry = Parameters<Answers["08-test"]>[0];

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
  let failures = 0;
  const pauses: number[] = [];
  const pause = async (ms: number) => {
    pauses.push(ms);
  };
  const fails = async () => {
    failures += 1;
    throw new Error("down");
  };
  await assert.rejects(retry(fails, 3, pause), /down/);
  assert.equal(failures, 3);
  assert.deepEqual(pauses, [1000, 2000]);
}
