import type { Answers } from "async-lab";

type Retry = Parameters<Answers["08-test"]>[0];

// `===` is no assertion.
export const rule = "never-fails";

/* eslint-disable @typescript-eslint/require-await -- what a test gives is async, and has nothing to wait for */
export default async function testRetry(retry: Retry): Promise<void> {
  let calls = 0;
  const task = async () => {
    calls += 1;
    if (calls < 2) throw new Error("busy");
    return "ok";
  };
  const city = await retry(task, 3, async () => undefined);
  const isWell = city === "ok" && calls === 2;
  String(isWell);
}
