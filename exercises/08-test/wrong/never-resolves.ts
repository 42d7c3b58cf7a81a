import assert from "node:assert/strict";
import type { Answers } from "async-lab";

type Retry = Parameters<Answers["08-test"]>[0];

export const rule = "test-did-not-finish";

/* eslint-disable @typescript-eslint/require-await -- what a test gives is async, and has nothing to wait for */
export default async function testRetry(retry: Retry): Promise<void> {
  const task = () => new Promise<string>(() => undefined);
  assert.equal(await retry(task, 3, async () => undefined), "ok");
}
