import assert from "node:assert/strict";
import type { Answers } from "async-lab";

type Retry = Parameters<Answers["08-test"]>[0];

async function tell(retry: Retry, failures: number, attempts: number): Promise<string> {
  const story: string[] = [];
  const task = () => {
    story.push("task");
    return story.filter((each) => each === "task").length <= failures
      ? Promise.reject(new Error("busy"))
      : Promise.resolve("ok");
  };
  const wait = (ms: number) => {
    story.push(String(ms));
    return Promise.resolve();
  };
  const end = await retry(task, attempts, wait).then(
    (value) => `gives ${value}`,
    (error: unknown) => `fails: ${(error as Error).message}`,
  );
  return [...story, end].join(" ");
}

export default async function testRetry(retry: Retry): Promise<void> {
  assert.equal(await tell(retry, 0, 4), "task gives ok");
  assert.equal(await tell(retry, 2, 4), "task 1000 task 2000 task gives ok");
  assert.equal(await tell(retry, 9, 4), "task 1000 task 2000 task 4000 task fails: busy");
}
