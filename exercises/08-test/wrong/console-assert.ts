import type { Answers } from "async-lab";

type Retry = Parameters<Answers["08-test"]>[0];

// Prints, where it should throw.
export const rule = "never-fails";

/* eslint-disable @typescript-eslint/require-await -- what a test gives is async, and has nothing to wait for */
export default async function testRetry(retry: Retry): Promise<void> {
  let calls = 0;
  const waits: number[] = [];
  const task = async () => {
    calls += 1;
    if (calls < 3) throw new Error("busy");
    return "ok";
  };
  const isWell = await retry(task, 5, async (ms) => {
    waits.push(ms);
  }).then(
    (city) => city === "ok",
    () => false,
  );
  console.assert(isWell || calls === 3 || waits.length === 2);
}
