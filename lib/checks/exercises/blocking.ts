import type { Exercise } from "../exercise.js";
import type { TestHarness } from "../harness.js";
import { violation } from "../rule-violation.js";
import {
  refuseFixedWait,
  requireAllAtOnce,
  requireList,
  requireOrder,
  requirePages,
  requireRequests,
  requireUnchanged,
} from "../rules.js";
import { adversarialDelays } from "../shuffle.js";
import type { Ended } from "../trial.js";
import { requireErrorComesOut } from "./error-comes-out.js";
import type { Answers } from "./answers.js";

type FetchTogether = Answers["06-blocking"];

/**
 * CPU time of this thread in one turn of the event loop: several times what the requests of a trial need there. Other
 * programs use none of it, however busy the machine is.
 */
const turnLimitMs = 20;

export const blocking: Exercise<"06-blocking", FetchTogether> = {
  id: "06-blocking",
  lesson: "06",
  expects: ({ expects }) => expects.aFunction("(urls: string[]) => Promise<Country[]>"),
  accepts: (answer) => typeof answer === "function",
  async judge(fetchTogether, harness) {
    harness.blockingRule = "blocks-the-loop";
    const count = 5;
    const calls: Ended[] = [];
    calls.push(await judgeList(harness, fetchTogether, count));
    await requireErrorComesOut(harness, fetchTogether);
    for (const other of [7, 1]) calls.push(await judgeList(harness, fetchTogether, other));
    requireShortTurns(calls);
    return { maxInFlight: count };
  },
};

async function judgeList(harness: TestHarness, fetchTogether: FetchTogether, count: number): Promise<Ended> {
  const plan = adversarialDelays(count, { step: 1.13, seed: 101 + count }).map((delay) => ({ delay }));
  const trial = harness.trial(plan);
  const returned = await trial.call(fetchTogether);
  const [call] = returned.syncCalls;
  if (call !== undefined) {
    const times = returned.syncCalls.filter((each) => each === call).length;
    throw violation("blocks-the-loop", { call, times });
  }
  const list = requireList(returned);
  requireRequests(trial, returned.after.requests);
  requireAllAtOnce(returned.after, count);
  refuseFixedWait(returned);
  requireUnchanged(trial);
  requireOrder("url-order", requirePages(list, trial.pages), trial.pages);
  return returned;
}

/** Only what is long in every call is the function's own: the first one loads modules, and any may meet the garbage collector. */
function requireShortTurns(calls: readonly Ended[]): void {
  const shortestMs = Math.min(...calls.map(({ longestTurn }) => longestTurn.cpuMs));
  const atMs = calls.at(-1)?.longestTurn.atMs ?? 0;
  if (shortestMs > turnLimitMs)
    throw violation("computes-in-the-loop", { limitMs: turnLimitMs }, { fromMs: atMs });
}
