import assert from "node:assert/strict";
import type { Answers } from "async-lab";

type Retry = Parameters<Answers["08-test"]>[0];

export const rule = "test-ended-early";

/* eslint-disable @typescript-eslint/require-await -- what a test gives is async, and has nothing to wait for */
export default async function testRetry(retry: Retry): Promise<void> {
  const task = async () => "ok";
  const wait = async () => undefined;
  void retry(task, 3, wait).then((value) => {
    assert.equal(value, "ok");
  });
}
