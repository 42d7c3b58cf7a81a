import assert from "node:assert/strict";
import { mock } from "node:test";
import type { Answers } from "async-lab";

type Retry = Parameters<Answers["08-test"]>[0];

export default async function testRetry(retry: Retry): Promise<void> {
  const wait = mock.fn<(ms: number) => Promise<void>>(() => Promise.resolve());
  const waits = () => wait.mock.calls.map((call) => call.arguments[0]);

  const flaky = mock.fn(() => Promise.resolve("fine"));
  flaky.mock.mockImplementationOnce(() => Promise.reject(new Error("first")), 0);
  flaky.mock.mockImplementationOnce(() => Promise.reject(new Error("second")), 1);
  if ((await retry(flaky, 5, wait)) !== "fine") throw new Error("another result");
  assert.equal(flaky.mock.callCount(), 3);
  assert.deepEqual(waits(), [1000, 2000]);

  wait.mock.resetCalls();
  const broken = mock.fn(() => Promise.reject<string>(new Error("broken")));
  let message = "";
  try {
    await retry(broken, 2, wait);
  } catch (error) {
    message = (error as Error).message;
  }
  assert.equal(message, "broken");
  assert.equal(broken.mock.callCount(), 2);
  assert.deepEqual(waits(), [1000]);
}
