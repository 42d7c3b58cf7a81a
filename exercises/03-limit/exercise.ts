import type { Country } from "@async-lab/practice-api";
import {
  adversarialDelays,
  type Answers,
  countInFlight,
  defineExercise,
  describe,
  refuseLostError,
  requireAllPages,
  requireRequests,
  RuleViolation,
  type SeenRequest,
  type ServerSnapshot,
  type TestHarness,
  type Trial,
} from "async-lab/exercise";
import { messages, violation } from "./messages.js";

declare module "async-lab/answers" {
  interface Answers {
    /** Fetches all pages with ten requests in flight, never more; they come back in the order of the URLs. */
    "03-limit": (urls: string[]) => Promise<Country[]>;
  }
}

type FetchLimited = Answers["03-limit"];

/** How many requests may be in flight. */
const most = 10;
/** How late a free slot may be taken, in virtual ms: bottleneck goes through some timers for each job, one by one. */
const hopMs = 5;
/** Virtual time in which clients that try again by themselves give up, after an error. */
const aftermathMs = 60_000;

/** Delays in seconds: one page takes longer than all the others together do in the slots that are left. */
const oneSlow = [
  2.9,
  ...adversarialDelays(9, { step: 0.037, seed: 51 }).map((delay) => delay + 0.41),
  ...adversarialDelays(16, { step: 0.023, seed: 53 }).map((delay) => delay + 0.07),
].map(toMs);
/** A page fails in each of the ways that there are. */
const failures = ["broken", { status: 500 }, "missing"] as const;
const lists = [
  // Fewer pages than slots: nobody has to wait for a slot.
  adversarialDelays(4, { step: 0.05, seed: 52 }),
  // The second half is the slow one, and every third page: shares that are fixed beforehand are done at different times.
  Array.from({ length: 29 }, (_, index) => toMs(0.11 + (index > 14 ? 0.27 : 0) + (index % 3) * 0.083)),
  [0.3, 0.1, 0.2, 0.4, 0.15, 0.25, 0.35, 0.45, 0.5, 0.55, 0.05],
  [0.2],
];

/**
 * 26, 4, 29, 11 and 1 pages, once more after a call with three failures. The nth request starts when the one that is
 * ten before it in order of ending ends, at most 5 ms later: bottleneck passes through some timers of 1 ms for each
 * job.
 *
 * Refused: more than ten; a slot empty while URLs are left; slots that are gone after errors.
 */
export default defineExercise("03-limit", {
  place: 1,
  messages,
  expects: ({ expects }) => expects.aFunction("(urls: string[]) => Promise<Country[]>"),
  async judge(fetchLimited, harness) {
    await judgeList(harness, oneSlow, fetchLimited);
    await judgeErrors(harness, fetchLimited);
    // The same once more: what is wrong now was right before the errors.
    try {
      await judgeList(harness, oneSlow, fetchLimited);
    } catch (error) {
      throw blameErrors(error, harness.trials.at(-1));
    }
    for (const delays of lists) await judgeList(harness, delays, fetchLimited);
    return { count: oneSlow.length, maxInFlight: most };
  },
});

async function judgeList(
  harness: TestHarness,
  delays: readonly number[],
  fetchLimited: FetchLimited,
): Promise<void> {
  const trial = harness.trial(delays.map((delay) => ({ delay })));
  // A promise given to the limiter instead of a function: the limiter's error says little.
  const returned = await trial.callOrLook(fetchLimited, (snapshot) => requireNoMoreThanTen(trial, snapshot));
  requireAllPages(trial, returned, () => requireTen(trial, returned.after));
}

/** Ten URLs: all are asked for at once. */
async function judgeErrors(harness: TestHarness, fetchLimited: FetchLimited): Promise<void> {
  const pages = adversarialDelays(7, { step: 0.05, seed: 54 }).map((delay) => ({ delay }));
  const trial = harness.trial([...pages, ...failures]);
  const { result, after } = await trial.end(fetchLimited);
  if (result.status === "fulfilled") {
    requireRequests(trial, after.requests, "failing urls may be retried");
    refuseLostError(trial, describe(result.value));
  }
  await harness.time.advance(aftermathMs);
}

/** What is told where slots are missing that were there before. */
function blameErrors(error: unknown, trial: Trial | undefined): unknown {
  const isLost =
    error instanceof RuleViolation && ["too-few-in-flight", "never-settles"].includes(error.rule);
  if (!isLost || !trial) return error;
  const { maxInFlight } = trial.snapshot();
  return violation("slots-lost-after-error", { maxInFlight, most, failed: failures.length }, error.place);
}

function requireNoMoreThanTen(trial: Trial, { maxInFlight, requests }: ServerSnapshot): void {
  if (maxInFlight <= most) return;
  const tooMany = requests.find(({ startMs }) => countInFlight(requests, startMs) > most);
  throw violation(
    "too-many-in-flight",
    { maxInFlight, most, count: trial.urls.length },
    { fromMs: tooMany?.startMs ?? 0 },
  );
}

/** Judges every moment: whenever a URL is left to be asked for, ten requests are in flight. */
function requireTen(trial: Trial, snapshot: ServerSnapshot): void {
  requireNoMoreThanTen(trial, snapshot);
  const { maxInFlight, requests } = snapshot;
  const count = trial.urls.length;
  const wanted = Math.min(most, count);
  const empty = findEmptySlot(requests);
  const place = empty && { fromMs: empty.freeMs, toMs: empty.takenMs };
  if (maxInFlight < wanted) throw violation("too-few-in-flight", { maxInFlight, most: wanted, count }, place);
  if (!empty) return;
  const { freeMs, takenMs } = empty;
  const left = requests.filter(({ startMs }) => startMs >= takenMs).length;
  const isWaitedFor = requests.every(
    ({ startMs, endMs = Infinity }) => startMs >= takenMs || endMs <= takenMs,
  );
  const isList = isWaitedFor && requests.filter(({ startMs }) => startMs === takenMs).length > 1;
  throw violation(
    "slots-left-empty",
    { fromMs: freeMs, forMs: takenMs - freeMs, left, count, inLists: isList },
    place,
  );
}

/**
 * Where a slot stood empty for the longest time.
 *
 * With ten slots the first ten requests start at once, and each one after them when the next request in flight ends.
 */
function findEmptySlot(
  requests: readonly SeenRequest[],
): { readonly freeMs: number; readonly takenMs: number } | undefined {
  const ends = requests.map(({ endMs = Infinity }) => endMs).sort((a, b) => a - b);
  const [longest] = requests
    .map(({ startMs }, index) => {
      const freeMs = ends[index - most] ?? 0;
      const turnMs = Math.max(freeMs, requests[index - 1]?.startMs ?? 0);
      return { freeMs, takenMs: startMs, isLate: startMs - turnMs > hopMs };
    })
    .filter(({ isLate }) => isLate)
    .sort((a, b) => b.takenMs - b.freeMs - (a.takenMs - a.freeMs));
  return longest;
}

function toMs(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}
