import assert from "node:assert/strict";
import type { Answers } from "async-lab";

type Retry = Parameters<Answers["08-test"]>[0];

// Tasks that are no async functions: what they throw, they throw before there is a promise.
export default async function testRetry(retry: Retry): Promise<void> {
  const log: (string | number)[] = [];
  const wait = (ms: number): Promise<void> => {
    log.push(ms);
    return Promise.resolve();
  };
  const task = (): Promise<string> => {
    log.push("task");
    if (log.length < 5) throw new Error("busy");
    return Promise.resolve("ok");
  };
  const city = await retry(task, 4, wait);
  assert.deepEqual([...log, city], ["task", 1000, "task", 2000, "task", "ok"]);

  log.length = 0;
  const down = new Error("down");
  const never = (): Promise<string> => {
    log.push("task");
    throw down;
  };
  await assert.rejects(retry(never, 4, wait), (error) => error === down);
  assert.deepEqual(log, ["task", 1000, "task", 2000, "task", 4000, "task"]);
}
