import assert from "node:assert/strict";
import type { Answers } from "async-lab";

type Retry = Parameters<Answers["08-test"]>[0];

// Not awaited, and then a pause that should be long enough.
export const rule = "real-clock";

/* eslint-disable @typescript-eslint/require-await -- what a test gives is async, and has nothing to wait for */
export default async function testRetry(retry: Retry): Promise<void> {
  let city = "";
  const task = async () => "ok";
  void retry(task, 3, async () => undefined).then((value) => (city = value));
  await new Promise((resolve) => setTimeout(resolve, 3000));
  assert.equal(city, "ok");
}
