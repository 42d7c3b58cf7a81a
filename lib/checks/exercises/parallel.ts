import { threadId } from "node:worker_threads";
import type { TestHarness } from "../harness.js";
import { describe } from "../describe.js";
import type { Exercise } from "../exercise.js";
import { finish } from "../finish.js";
import { LearnerError, NotAttempted, violation } from "../rule-violation.js";
import { ThreadWatch } from "../thread-watch.js";
import { type JobEvent, writeParallelWork } from "./parallel-work.js";
import type { Answers } from "./answers.js";

type ParallelMap = Answers["07-parallel"];

/** How long threads may take to end after the function has, in ms. */
const graceMs = 2000;

export const parallel: Exercise<"07-parallel", ParallelMap> = {
  id: "07-parallel",
  lesson: "07",
  expects: "a function (items: number[], file: string, workers: number) => Promise<number[]>",
  accepts: (answer) => typeof answer === "function",
  async judge(parallelMap, harness) {
    const items = [14, 3, 7, 12, 5];
    const workers = 3;
    await judgeCase(harness, parallelMap, items, workers);
    await judgeFailure(harness, parallelMap);
    return { items: items.length, workers };
  },
};

async function judgeCase(
  harness: TestHarness,
  parallelMap: ParallelMap,
  items: readonly number[],
  workers: number,
): Promise<void> {
  const given = [...items];
  const { value, events, left, error } = await call(harness, parallelMap, given, {
    workers,
    ...(items[0] === undefined ? {} : { last: items[0] }),
  });
  if (error !== undefined) throw error;
  if (value === undefined && events.length === 0) throw new NotAttempted();
  requireJobs(events, items);
  requireWorkers(events, workers);
  requireResults(value, items);
  if (given.join() !== items.join()) {
    throw violation("changed-the-items", { before: items.join(", "), after: given.join(", ") || "–" });
  }
  if (left > 0) throw violation("threads-left", { count: left });
}

/** What came of a call. */
interface Called {
  readonly value: unknown;
  readonly error: Error | undefined;
  readonly events: readonly JobEvent[];
  /** Threads that had not ended a while after the function had. */
  readonly left: number;
}

async function call(
  harness: TestHarness,
  parallelMap: ParallelMap,
  items: number[],
  { workers, ...plan }: { readonly workers: number; readonly fails?: number; readonly last?: number },
): Promise<Called> {
  const work = await writeParallelWork({ ...plan, workers });
  using threads = new ThreadWatch();
  let left = 0;
  try {
    const called = await finish(harness, () =>
      threads.run(() => parallelMap(items, work.file, workers)),
    ).then(
      (value) => ({ value, error: undefined }),
      (error: unknown) => ({ value: undefined, error: error as Error }),
    );
    const events = await work.readEvents();
    left = await threads.left(graceMs);
    return { ...called, events, left };
  } finally {
    await work.remove(left);
  }
}

function requireResults(value: unknown, items: readonly number[]): void {
  if (!Array.isArray(value)) throw violation("results", { expected: "number[]", got: describe(value) });
  const list = value as readonly unknown[];
  const expected = items.map((n) => n * n);
  if (list.join() === expected.join()) return;
  const sorted = (numbers: readonly unknown[]) => [...numbers].map(Number).sort((a, b) => a - b);
  const same = sorted(list).join() === sorted(expected).join();
  const rule = same ? "result-order" : "results";
  throw violation(rule, { expected: expected.join(", "), got: list.map(describe).join(", ") || "–" });
}
/** Every item is worked on once, and all of them are done. */
function requireJobs(events: readonly JobEvent[], items: readonly number[]): void {
  const count = (what: JobEvent["what"], item: number) =>
    events.filter((event) => event.what === what && event.item === item).length;
  const repeated = items.find((item) => count("start", item) > 1);
  if (repeated !== undefined) {
    throw violation("each-item-once", { item: repeated, times: count("start", repeated) });
  }
  const done = items.filter((item) => count("end", item) === 1).length;
  if (done < items.length) throw violation("jobs-left", { done, count: items.length });
}

function requireWorkers(events: readonly JobEvent[], workers: number): void {
  const here = `${process.pid}:${threadId}`;
  const inside = events.filter(({ what, where }) => what === "start" && where === here).length;
  if (inside > 0) throw violation("in-this-thread", { count: inside });
  const most = countMostAtOnce(events);
  const seen = { most, workers };
  if (most < workers) throw violation("too-few-at-work", seen);
  if (most > workers) throw violation("too-many-at-work", seen);
}

function countMostAtOnce(events: readonly JobEvent[]): number {
  let [inside, most] = [0, 0];
  for (const { what } of events) {
    inside += what === "start" ? 1 : -1;
    most = Math.max(most, inside);
  }
  return most;
}

/** Another number of workers, and a job that throws: the whole fails, and leaves no thread behind either. */
async function judgeFailure(harness: TestHarness, parallelMap: ParallelMap): Promise<void> {
  const [items, bad, workers] = [[8, 6, 4, 13], 13, 2];
  const { value, error, events, left } = await call(harness, parallelMap, items, { workers, fails: bad });
  if (error === undefined) throw violation("lost-job-error", { item: bad, got: describe(value) });
  if (!(error instanceof LearnerError)) throw error;
  requireWorkers(events, workers);
  if (left > 0) throw violation("threads-left-after-error", { count: left });
}
