import assert from "node:assert/strict";
import type { Answers } from "async-lab";

type Retry = Parameters<Answers["08-test"]>[0];

export const rule = "missed-no-retry";

/* eslint-disable @typescript-eslint/require-await -- what a test gives is async, and has nothing to wait for */
export default async function testRetry(retry: Retry): Promise<void> {
  let failures = 0;
  const pauses: number[] = [];
  const pause = async (ms: number) => {
    pauses.push(ms);
  };
  const fails = async () => {
    failures += 1;
    throw new Error("down");
  };
  await assert.rejects(retry(fails, 1, pause), /down/);
  assert.equal(failures, 1);
  assert.deepEqual(pauses, []);
}
