import assert from "node:assert/strict";
import type { Answers } from "async-lab";

type Retry = Parameters<Answers["08-test"]>[0];

export const outcome = "error";

export default async function testRetry(retry: Retry): Promise<void> {
  const task = () => Promise.reject<string>(new Error("down"));
  const wait = () => Promise.resolve();
  // The failure of the last attempt comes out of the test, since nobody expects it.
  assert.equal(await retry(task, 3, wait), "ok");
}
