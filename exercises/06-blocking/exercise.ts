import type { Country } from "@async-lab/practice-api";
import {
  adversarialDelays,
  type Answers,
  defineExercise,
  type Ended,
  firstCall,
  refuseFixedWait,
  requireAllAtOnce,
  requireAllPages,
  requireErrorComesOut,
  type TestHarness,
} from "async-lab/exercise";
import { messages, violation } from "./messages.js";

declare module "async-lab/answers" {
  interface Answers {
    /** Fetches all pages at once, with nothing that blocks the event loop. */
    "06-blocking": (urls: string[]) => Promise<Country[]>;
  }
}

type FetchTogether = Answers["06-blocking"];

/**
 * CPU time of this thread in one turn of the event loop: several times what the requests of a trial need there. Other
 * programs use none of it, however busy the machine is.
 */
const turnLimitMs = 20;

/**
 * All in flight at once; functions named `…Sync`; the longest turn of the event loop, in CPU time of this thread: more
 * than 20 ms in each of three calls, of which one is for a single page.
 *
 * Refused: anything that blocks, during the requests or afterwards; another program that does the asking.
 */
export default defineExercise("06-blocking", {
  place: 3,
  messages,
  expects: ({ expects }) => expects.aFunction("(urls: string[]) => Promise<Country[]>"),
  async judge(fetchTogether, harness) {
    harness.blockingViolation = (seen) => violation("blocks-the-loop", seen);
    const count = 5;
    const calls: Ended[] = [];
    calls.push(await judgeList(harness, fetchTogether, count));
    await requireErrorComesOut(harness, fetchTogether);
    for (const other of [7, 1]) calls.push(await judgeList(harness, fetchTogether, other));
    requireShortTurns(calls);
    return { maxInFlight: count };
  },
});

async function judgeList(harness: TestHarness, fetchTogether: FetchTogether, count: number): Promise<Ended> {
  const plan = adversarialDelays(count, { step: 1.13, seed: 101 + count }).map((delay) => ({ delay }));
  const trial = harness.trial(plan);
  const returned = await trial.call(fetchTogether);
  const first = firstCall(returned.syncCalls);
  if (first) throw violation("blocks-the-loop", first);
  requireAllPages(trial, returned, () => {
    requireAllAtOnce(returned.after, count);
    refuseFixedWait(returned);
  });
  return returned;
}

/** Only what is long in every call is the function's own: the first one loads modules, and any may meet the garbage collector. */
function requireShortTurns(calls: readonly Ended[]): void {
  const shortestMs = Math.min(...calls.map(({ longestTurn }) => longestTurn.cpuMs));
  const atMs = calls.at(-1)?.longestTurn.atMs ?? 0;
  if (shortestMs > turnLimitMs)
    throw violation("computes-in-the-loop", { limitMs: turnLimitMs }, { fromMs: atMs });
}
