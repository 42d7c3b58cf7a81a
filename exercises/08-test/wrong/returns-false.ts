import type { Answers } from "async-lab";

type Retry = Parameters<Answers["08-test"]>[0];

// Nobody looks at what a test returns.
export const rule = "never-fails";

/* eslint-disable @typescript-eslint/require-await -- what a test gives is async, and has nothing to wait for */
export default async function testRetry(retry: Retry): Promise<void> {
  let calls = 0;
  const task = async () => {
    calls += 1;
    throw new Error("down");
  };
  const outcome = await Promise.allSettled([retry(task, 3, async () => undefined)]);
  return (outcome[0].status === "rejected" && calls === 3) as unknown as undefined;
}
