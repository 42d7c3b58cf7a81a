import { mkdtemp, rm } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { afterAll, beforeAll, expect, test } from "vitest";
import { check, type Answers, type ExerciseId } from "../lib/checks/index.js";
import { practiceApi } from "../lib/practice-api/index.js";

// The load: one thread per core that computes without a pause, beside whatever else the machine does.
const verdicts = process.env["ASYNC_LAB_LONG"] === "ci" ? 5 : 20;
const minutes = 60_000;
const before = process.env["ASYNC_LAB_STATE"];
let state = "";
let load: Worker[] = [];

beforeAll(async () => {
  state = await mkdtemp(join(tmpdir(), "async-lab-answers-"));
  process.env["ASYNC_LAB_STATE"] = state;
  await practiceApi({ own: true });
  load = Array.from({ length: availableParallelism() }, () => new Worker("for (;;) ;", { eval: true }));
});

afterAll(async () => {
  await Promise.all(load.map((worker) => worker.terminate()));
  if (before === undefined) delete process.env["ASYNC_LAB_STATE"];
  else process.env["ASYNC_LAB_STATE"] = before;
  await rm(state, { recursive: true, force: true });
});

test.each([
  ["00-order", "right/as-printed"],
  ["00-frozen", "right/name"],
  ["01-one-by-one", "right/for-of-with-fetch"],
  ["02-all", "right/promise-all-with-got"],
  ["02-as-completed", "right/race-with-got"],
  ["02-settled", "right/catch-each-with-fetch"],
  ["03-limit", "right/bottleneck-with-got"],
  ["03-rate", "right/sleep-between-starts"],
  ["04-retry", "right/loop-with-jitter"],
  ["06-loop", "right/async-and-await"],
  ["06-await", "right/promise-all"],
  ["06-blocking", "right/got"],
  ["06-ban", "right/bottleneck-min-time"],
  ["06-close", "right/one-agent-and-finally"],
  ["07-parallel", "right/piscina"],
] as const)("%s, %s: the same verdict each time, under load", { timeout: 5 * minutes }, async (id, name) => {
  const { default: answer } = await read(id, name);
  for (let count = 0; count < verdicts; count += 1) {
    const verdict = await check<ExerciseId>(id, answer);
    expect(String(verdict)).toMatch(/^(Right|Correcto) /);
  }
});

test.each([
  ["00-frozen", "wrong/same-work-in-a-thread"],
  ["01-one-by-one", "wrong/two-at-a-time"],
  ["02-all", "wrong/slowest-first"],
  ["02-as-completed", "wrong/in-pairs"],
  ["02-as-completed", "wrong/after-all-have-arrived"],
  ["03-limit", "wrong/nine-at-a-time"],
  ["03-limit", "wrong/in-tens"],
  ["03-rate", "wrong/reservoir"],
  ["03-rate", "wrong/rate-of-the-lesson"],
  ["04-retry", "wrong/fixed-waits"],
  ["04-retry", "wrong/retry-after-in-the-small-unit"],
  ["06-loop", "wrong/waits-for-each"],
  ["06-await", "wrong/last-save-not-awaited"],
  ["06-blocking", "wrong/one-of-them"],
  ["06-ban", "wrong/limits-what-is-in-flight"],
  ["06-close", "wrong/never-closed"],
  ["06-close", "wrong/not-after-an-error"],
  ["07-parallel", "wrong/a-thread-for-each-item"],
  ["07-parallel", "wrong/one-after-another"],
] as const)("%s, %s: the same reason each time, under load", { timeout: 5 * minutes }, async (id, name) => {
  const { default: answer, rule } = await read(id, name);
  for (let count = 0; count < verdicts; count += 1) {
    expect(await check<ExerciseId>(id, answer)).toMatchObject({ outcome: "incorrect", rule });
  }
});

async function read(id: string, name: string) {
  const path = join(import.meta.dirname, "answers", id, `${name}.ts`);
  return (await import(path)) as { default: Answers[ExerciseId]; rule?: string };
}
