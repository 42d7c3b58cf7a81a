import { isInstance } from "@async-lab/notebook";
import type { Piscina } from "piscina";
import {
  type Answers,
  BlockingCalls,
  type Closes,
  CloseWatch,
  defineExercise,
  describe,
  firstCall,
  isTodo,
  LearnerError,
  NotAttempted,
  RuleViolation,
  tellsOf,
} from "async-lab/exercise";
import { messages, violation } from "./messages.js";
import { ThreadWatch, waitWhileMoving } from "./thread-watch.js";
import { type JobEvent, ParallelWork, type Progress, type WorkPlan } from "./work.js";

declare module "async-lab/answers" {
  interface Answers {
    /** Applies the default export of `file` to every item, in this many worker threads; results in the items' order. */
    "07-parallel": (items: number[], file: string, workers: number) => Promise<number[]>;
  }
}

type ParallelMap = Answers["07-parallel"];

/** How many fresh threads may come and go in which nothing of the function's moves, before it is told to stand still. */
const patience = 20;
/** The same, for a function that may only take its time: no job waits for another one. */
const longPatience = 30;

/**
 * In real time: jobs meet at barriers in shared memory, and a thread stands still if twenty fresh threads come and go
 * meanwhile.
 *
 * Refused: fewer or more threads at work than asked for; processes; threads left running.
 */
export default defineExercise("07-parallel", {
  place: 1,
  messages,
  expects: ({ expects }) =>
    expects.aFunction("(items: number[], file: string, workers: number) => Promise<number[]>"),
  async judgeInRealTime(parallelMap) {
    const items = [14, 3, 7, 12, 5, 9, 2, 8, 11];
    const workers = 3;
    await judgeItems(parallelMap, items, workers);
    await judgeFailure(parallelMap);
    // After a failure; and with fewer items than workers.
    await judgeItems(parallelMap, [6], 2);
    return { items: items.length, workers };
  },
});

async function judgeItems(
  parallelMap: ParallelMap,
  items: readonly number[],
  workers: number,
): Promise<void> {
  // What one worker would have if each had its share: whoever hands items out one by one gets as far, at least.
  const share = Math.ceil(items.length / workers);
  const given = [...items];
  const called = await call(parallelMap, given, workers, {
    together: Math.min(items.length, workers),
    firstAfter: items.length - share,
  });
  if (called.failed) throw new LearnerError(called.error);
  const { value, events } = called;
  if (called.threads === 0 && events.length === 0) {
    if (value === undefined) throw new NotAttempted();
    throw violation("no-threads", { got: describe(value) });
  }
  requireJobs(events, items);
  requireResults(value, items);
  if (given.join() !== items.join()) {
    throw violation("changed-the-items", { before: items.join(", "), after: given.join(", ") || "–" });
  }
  if (called.left > 0) throw violation("threads-left", { count: called.left });
  if (called.ranAway) throw violation("pool-still-closing", { count: items.length });
}

/** A job that throws: the whole fails, and leaves no thread behind either. */
async function judgeFailure(parallelMap: ParallelMap): Promise<void> {
  const [items, bad, workers] = [[8, 13, 4, 6], 13, 2];
  const called = await call(parallelMap, items, workers, { together: workers, firstAfter: 0, fails: bad });
  if (!called.failed) throw violation("lost-job-error", { item: bad, got: describe(called.value) });
  const message = `no square for ${bad}`;
  if (!tellsOf(called.error, message)) {
    throw violation("other-job-error", { expected: message, got: String(called.error) });
  }
  if (called.left > 0) throw violation("threads-left-after-error", { count: called.left });
  if (called.ranAway) throw violation("pool-still-closing", { count: items.length });
}

/** What came of a call. */
interface Called {
  readonly value: unknown;
  readonly failed: boolean;
  readonly error: unknown;
  /** What the jobs had done when the function ended. */
  readonly events: readonly JobEvent[];
  /** Threads that it has started. */
  readonly threads: number;
  /** Threads that do not end by themselves. */
  readonly left: number;
  /** Whether it ended while its pool was closing. */
  readonly ranAway: boolean;
}

type Settled = Pick<Called, "value" | "failed" | "error" | "events">;

/**
 * Calls the function, and refuses what it cannot do in whatever way it ends: block the event loop, run jobs elsewhere
 * than in threads of its own, use too few threads or too many, or not end.
 */
async function call(
  parallelMap: ParallelMap,
  items: number[],
  workers: number,
  plan: WorkPlan,
): Promise<Called> {
  const { Piscina: Pool } = await import("piscina");
  await using work = await ParallelWork.write(plan);
  const timersBefore = countTimers();
  let maxThreads = 0;
  // A thread whose job is done may be about to end: whoever starts a thread for each item starts the next one then.
  using threads = new ThreadWatch(() => {
    maxThreads = Math.max(maxThreads, threads.started - work.progress.ended);
  });
  using closing = new CloseWatch(Pool.prototype as Closes);
  using calls = new BlockingCalls();
  let settled: Settled | undefined;
  const ending = Promise.resolve()
    .then(() => calls.run(() => threads.run(() => closing.run(() => parallelMap(items, work.file, workers)))))
    .then(
      (value: unknown) => ({ value, failed: false, error: undefined }),
      (error: unknown) => ({ value: undefined, failed: true, error }),
    )
    .then((end) => (settled = { ...end, events: work.readEvents() }));
  const moves = () => `${work.changes} ${threads.started} ${threads.running}`;
  const wait = (ticks: number) => waitWhileMoving(() => (settled ? undefined : moves()), ticks, ending);

  let stuck: Progress | undefined;
  if (await wait(patience)) {
    const { started, ended } = work.progress;
    if (started > ended) stuck = work.progress;
    work.release();
    // Who waits for a timer may go on yet.
    await wait(countTimers() > timersBefore ? 30 * longPatience : longPatience);
  }
  const end = settled;
  work.release();
  if (end) await waitWhileMoving(() => (threads.running === 0 ? undefined : moves()), patience);
  if (threads.running > 0 || !end) work.keepFile();

  if (end && isInstance(end.error, RuleViolation)) throw end.error;
  if (isTodo(end?.error)) throw new NotAttempted();
  const blocking = firstCall(calls.refused);
  if (blocking) throw violation("blocks-the-loop", blocking);
  requirePlaces(end?.events ?? work.readEvents());
  if (maxThreads > workers) throw violation("too-many-at-work", { most: maxThreads, workers });
  if (stuck) requireBusy(stuck, items.length, workers, plan);
  if (!end) throw violation("never-ended", { done: work.progress.ended, count: items.length });
  const left = threads.running - (await endLeftInPools([...closing.closed] as Piscina[]));
  return { ...end, threads: threads.started, left, ranAway: closing.ranAway };
}

/**
 * Ends the threads of pools that were closed, and counts them. Now and then piscina's awaited `close()` leaves one, where
 * `minThreads` is below `maxThreads`: who has closed the pool has done their part.
 */
async function endLeftInPools(closed: readonly Piscina[]): Promise<number> {
  let count = 0;
  for (const pool of closed) {
    // https://nodejs.org/api/worker_threads.html#workerthreadid: -1 once it has ended
    const left = pool.threads.filter(({ threadId }) => threadId !== -1);
    count += left.length;
    await Promise.all(left.map((thread) => thread.terminate()));
  }
  return count;
}

/** How many timers keep this process alive. */
function countTimers(): number {
  return process.getActiveResourcesInfo().filter((kind) => kind === "Timeout").length;
}

/** Jobs stood at a barrier that no other reached: too few are at work at once. */
function requireBusy(stuck: Progress, count: number, workers: number, plan: WorkPlan): void {
  const { most, started, ended, together } = stuck;
  if (!together) throw violation("too-few-at-work", { most, workers: plan.together });
  if (started < count) throw violation("workers-idle", { workers, done: ended, left: count - started });
}

function requirePlaces(events: readonly JobEvent[]): void {
  const count = (place: JobEvent["where"]) =>
    events.filter(({ what, where }) => what === "start" && where === place).length;
  if (count("here") > 0) throw violation("in-this-thread", { count: count("here") });
  if (count("process") > 0) throw violation("in-processes", { count: count("process") });
  if (count("older thread") > 0) throw violation("older-threads", { count: count("older thread") });
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

function requireResults(value: unknown, items: readonly number[]): void {
  if (!Array.isArray(value)) throw violation("results", { expected: "number[]", got: describe(value) });
  const list = value as readonly unknown[];
  const expected = items.map((n) => n * n);
  if (list.length === expected.length && expected.every((n, index) => n === list[index])) return;
  const sorted = (numbers: readonly unknown[]) => [...numbers].map(Number).sort((a, b) => a - b);
  const areNumbers = list.every((each) => typeof each === "number");
  const same = areNumbers && sorted(list).join() === sorted(expected).join();
  const rule = same ? "result-order" : "results";
  throw violation(rule, {
    expected: expected.join(", ") || "[]",
    got: list.map(describe).join(", ") || "[]",
  });
}
