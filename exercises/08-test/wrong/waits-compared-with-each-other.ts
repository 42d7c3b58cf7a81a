import assert from "node:assert/strict";
import type { Answers } from "async-lab";

type Retry = Parameters<Answers["08-test"]>[0];

// Twice as long as the one before: of which length the first one is, is left open.
export const rule = "missed-other-unit";

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
  assert.equal(waits.length, 2);
  assert.equal(waits[1], 2 * (waits[0] ?? NaN));
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
  assert.equal(pauses.length, 2);
  assert.equal(pauses[1], 2 * (pauses[0] ?? NaN));
}
