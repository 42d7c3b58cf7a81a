import assert from "node:assert/strict";
import type { Answers } from "async-lab";

type Retry = Parameters<Answers["08-test"]>[0];

interface Case {
  failures: number;
  attempts: number;
  expected: { calls: number; waits: number[]; end: string };
}

const cases: readonly Case[] = [
  { failures: 0, attempts: 1, expected: { calls: 1, waits: [], end: "ok" } },
  { failures: 1, attempts: 2, expected: { calls: 2, waits: [1000], end: "ok" } },
  { failures: 3, attempts: 4, expected: { calls: 4, waits: [1000, 2000, 4000], end: "ok" } },
  { failures: 4, attempts: 4, expected: { calls: 4, waits: [1000, 2000, 4000], end: "failure 4" } },
  { failures: 1, attempts: 1, expected: { calls: 1, waits: [], end: "failure 1" } },
];

async function run(retry: Retry, { failures, attempts }: Case) {
  const seen = { calls: 0, waits: [] as number[], end: "" };
  try {
    seen.end = await retry(
      async () => {
        seen.calls += 1;
        await Promise.resolve();
        if (seen.calls <= failures) throw new Error(`failure ${seen.calls}`);
        return "ok";
      },
      attempts,
      async (ms) => {
        await new Promise((resolve) => setImmediate(resolve));
        seen.waits.push(ms);
      },
    );
  } catch (error) {
    seen.end = error instanceof Error ? error.message : "";
  }
  return seen;
}

export default async function testRetry(retry: Retry): Promise<void> {
  const seen = await Promise.all(cases.map((each) => run(retry, each)));
  seen.forEach((each, index) => {
    assert.deepStrictEqual(each, cases[index]?.expected);
  });
}
