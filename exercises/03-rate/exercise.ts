import type { Country } from "@async-lab/practice-api";
import {
  adversarialDelays,
  type Answers,
  defineExercise,
  describe,
  type Ended,
  refuseLostError,
  requireAllPages,
  requireRequests,
  type SeenRequest,
  type TestHarness,
} from "async-lab/exercise";
import { messages, violation } from "./messages.js";

declare module "async-lab/answers" {
  interface Answers {
    /** Starts `perSecond` requests a second, evenly spread; the pages come back in the order of the URLs. */
    "03-rate": (urls: string[], perSecond: number) => Promise<Country[]>;
  }
}

type FetchAtRate = Answers["03-rate"];

interface Case {
  readonly count: number;
  readonly perSecond: number;
  readonly seed: number;
}

/** At each of these rates, pages take longer than the time from one start to the next. */
const cases: readonly [Case, ...Case[]] = [
  { count: 24, perSecond: 20, seed: 61 },
  { count: 7, perSecond: 2.5, seed: 62 },
  // No whole number of ms.
  { count: 11, perSecond: 7, seed: 63 },
  { count: 9, perSecond: 40, seed: 64 },
  { count: 1, perSecond: 4, seed: 65 },
];
/** Timers drop fractions of a ms. */
const roundingMs = 1;
/** So much more than is due from one start to the next leaves room. */
const room = 1.1;
/** A timer that is started so long after the function's end, in virtual ms, belongs to a chain that never ends. */
const longAfterMs = 5000;

/**
 * 20, 2.5, 7, 40 and 4 a second, with pages slower than the gaps.
 *
 * Refused: a start that comes 1 ms sooner than the rate allows, or after a gap a tenth longer; an interval left
 * running. A timeout that is still pending is none.
 */
export default defineExercise("03-rate", {
  place: 2,
  messages,
  expects: ({ expects }) => expects.aFunction("(urls: string[], perSecond: number) => Promise<Country[]>"),
  async judge(fetchAtRate, harness) {
    for (const each of cases) await judgeRate(harness, fetchAtRate, each);
    await judgeError(harness, fetchAtRate);
    return { perSecond: cases[0].perSecond, count: cases[0].count };
  },
});

async function judgeRate(
  harness: TestHarness,
  fetchAtRate: FetchAtRate,
  { count, perSecond, seed }: Case,
): Promise<void> {
  const dueS = 1 / perSecond;
  const plan = adversarialDelays(count, { step: dueS / 2, seed }).map((delay) => ({
    delay: Math.round((delay + 2 * dueS) * 1000) / 1000,
  }));
  const trial = harness.trial(plan);
  const returned = await trial.callOrLook(
    (urls) => fetchAtRate(urls, perSecond),
    // Promises given to the limiter instead of functions: the limiter's error says little.
    ({ requests }) => requests.length === count && requireRate(requests, perSecond),
  );
  requireAllPages(trial, returned, () => requireRate(returned.after.requests, perSecond));
  requireNoTimer(harness, returned, false);
}

/** A page fails when all of them have been asked for. */
async function judgeError(harness: TestHarness, fetchAtRate: FetchAtRate): Promise<void> {
  const trial = harness.trial([
    { delay: 0.3 },
    { fails: "broken", delay: 0.5 },
    { delay: 0.1 },
    { delay: 0.2 },
  ]);
  const ended = await trial.end((urls) => fetchAtRate(urls, 10));
  if (ended.result.status === "fulfilled") {
    requireRequests(trial, ended.after.requests, "failing urls may be retried");
    refuseLostError(trial, describe(ended.result.value));
  }
  requireNoTimer(harness, ended, true);
}

/** Refuses timers that never end; a timeout that is still pending is over one day. */
function requireNoTimer({ time }: TestHarness, { result }: Ended, afterError: boolean): void {
  const left = time.timers.filter(
    ({ keepsAlive, repeats, startedMs }) => keepsAlive && (repeats || startedMs > result.atMs + longAfterMs),
  );
  if (left.length > 0) throw violation("timer-left-behind", { count: left.length, afterError });
}

/** Judges every start: none comes sooner after another than the rate allows, and none later than with some room. */
function requireRate(requests: readonly SeenRequest[], perSecond: number): void {
  const dueMs = 1000 / perSecond;
  const starts = requests.map(({ startMs }) => startMs);
  const at = (index: number) => starts[index] ?? 0;
  const gaps = starts.slice(1).map((startMs, index) => startMs - at(index));
  const [least, longest] = [Math.min(...gaps), Math.max(...gaps)];
  const even = gaps.length > 1 && least > 0 && longest - least <= 3 * roundingMs;
  const told = (from: number, to: number) =>
    [
      {
        perSecond,
        from: from + 1,
        to: to + 1,
        dueMs: Math.round((to - from) * dueMs),
        ms: Math.round(at(to) - Math.max(0, at(from))),
        even: even && from >= 0,
      },
      { fromMs: at(from), toMs: at(to) },
    ] as const;
  // What a timer makes of it.
  const leastMs = Math.floor(dueMs);
  for (const [to, startMs] of starts.entries()) {
    const from = starts.findIndex(
      (each, index) => index < to && startMs - each < (to - index) * leastMs - roundingMs,
    );
    if (from < 0) continue;
    // The whole bunch.
    let last = to;
    while (last + 1 < starts.length && at(last + 1) - at(last) < leastMs) last += 1;
    throw violation("faster-than-the-rate", ...told(from, last));
  }
  const most = Math.ceil(dueMs * room) + roundingMs;
  const late = [at(0), ...gaps].findIndex((gap) => gap > most);
  if (late >= 0) throw violation("slower-than-the-rate", ...told(late - 1, late));
}
