import { mock } from "node:test";
import assert from "node:assert/strict";
import type { Answers } from "async-lab";

type Retry = Parameters<Answers["08-test"]>[0];

// Fake timers stand still until somebody turns them on.
export const rule = "test-did-not-finish";

/* eslint-disable @typescript-eslint/require-await -- what a test gives is async, and has nothing to wait for */
export default async function testRetry(retry: Retry): Promise<void> {
  mock.timers.enable({ apis: ["setTimeout"] });
  const task = async () => {
    throw new Error("down");
  };
  const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
  await assert.rejects(retry(task, 3, wait), /down/);
  mock.timers.reset();
}
