import assert from "node:assert/strict";
import type { Retry } from "../retries.js";

export const rule = "missed-other-order";

export default async function testRetry(retry: Retry): Promise<void> {
  let [calls, total] = [0, 0];
  const wait = (ms: number): Promise<void> => {
    total += ms;
    return Promise.resolve();
  };
  const failsTwice = (): Promise<string> =>
    ++calls <= 2 ? Promise.reject(new Error("busy")) : Promise.resolve("Quito");
  assert.equal(await retry(failsTwice, 5, wait), "Quito");
  assert.deepEqual([calls, total], [3, 3000]);

  [calls, total] = [0, 0];
  const fails = (): Promise<string> => {
    calls += 1;
    return Promise.reject(new Error("down"));
  };
  await assert.rejects(retry(fails, 3, wait), /down/);
  assert.deepEqual([calls, total], [3, 3000]);
}
