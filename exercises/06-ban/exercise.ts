import { isDeepStrictEqual } from "node:util";
import {
  type Answers,
  defineExercise,
  describe,
  requireList,
  requireRequests,
  requireUnchanged,
  RuleViolation,
  shuffle,
  type TestHarness,
  type Trial,
} from "async-lab/exercise";
import { messages, violation } from "./messages.js";

declare module "async-lab/answers" {
  interface Answers {
    /** Gets all pages with at most `limit` requests in any `seconds`; returns their numbers in the order of the URLs. */
    "06-ban": (urls: string[], limit: number, seconds: number) => Promise<number[]>;
  }
}

type FetchPolitely = Answers["06-ban"];

interface Case {
  readonly count: number;
  /** What the function is told, and what the server holds it to. */
  readonly limit: number;
  readonly seconds: number;
}

/** From one start to the next a whole number of ms is due: timers drop fractions. */
const cases: readonly [Case, ...Case[]] = [
  { count: 10, limit: 5, seconds: 0.4 },
  { count: 8, limit: 2, seconds: 3 },
  { count: 13, limit: 4, seconds: 1 },
  // Fewer pages than the limit.
  { count: 3, limit: 10, seconds: 2 },
];
/** Timers round, in ms: bottleneck's first job starts a ms later than it has counted. */
const roundingMs = 2;
/** So many times the time that the limit asks for is no longer some room. */
const crawl = 2;
/** Of the first pages and of the last one, in starts that the limit allows meanwhile: they arrive in another order. */
const delays = { first: [2.5, 0, 0.5], lastInWindows: 1.2 };

/**
 * The server holds to the very limit that is told, in windows of different lengths.
 *
 * Refused: any answer with 429, also one that a retry made good; a ban; more than twice the time that the limit asks
 * for.
 */
export default defineExercise("06-ban", {
  place: 4,
  messages,
  expects: ({ expects }) =>
    expects.aFunction("(urls: string[], limit: number, seconds: number) => Promise<number[]>"),
  async judge(fetchPolitely, harness) {
    for (const each of cases) await judgeCase(harness, fetchPolitely, each);
    return { count: cases[0].count };
  },
});

async function judgeCase(harness: TestHarness, fetchPolitely: FetchPolitely, one: Case): Promise<void> {
  const { count, limit, seconds } = one;
  const run = harness.server.newRun();
  // Not in the order of their numbers: a list that was made up must not pass.
  const window = seconds - roundingMs / 1000;
  const urls = shuffle(run.limitedUrls(count, { limit, window, strikes: 1, ban: 2 }), 111);
  const delayed = urls.map((url, index) => {
    const windows = index === count - 1 ? delays.lastInWindows : (delays.first[index] ?? 0) / limit;
    return `${url}&delay=${Math.round(windows * seconds * 1000) / 1000}`;
  });
  const trial = harness.listed(delayed, run);
  let list: readonly unknown[];
  try {
    const returned = await trial.call((given) => fetchPolitely(given, limit, seconds));
    list = requireList(returned);
  } catch (error) {
    // A refusal explains whatever else went wrong.
    requireNoRefusal(trial, one);
    if (error instanceof RuleViolation && error.rule === "did-not-finish") requireNoCrawl(trial, one);
    throw error;
  }
  requireNoRefusal(trial, one);
  requireRequests(trial, trial.snapshot().requests);
  requireNoCrawl(trial, one);
  requireUnchanged(trial);
  const expected = trial.urls.map((url) => Number(new URL(url).searchParams.get("page")));
  if (isDeepStrictEqual(list, expected)) return;
  const isOrder = isDeepStrictEqual(new Set(list), new Set(expected)) && list.length === count;
  const got = list.map(describe).join(", ") || "–";
  throw violation("page-numbers", { expected: expected.join(", "), got, isOrder });
}

/** Refuses whatever the server has refused, also where a client has tried again and got the page. */
function requireNoRefusal(trial: Trial, { count, limit, seconds }: Case): void {
  const observed = trial.run.observed();
  if (observed.rateLimited === 0 && observed.bans === 0) return;
  const { requests } = trial.snapshot();
  const refused = requests.filter(({ status }) => status === 429 || status === 403);
  const again = refused.some(({ path, startMs }) =>
    requests.some((each) => each.path === path && each.startMs > startMs),
  );
  const seen = {
    count,
    limit,
    seconds,
    most: observed.maxInAnyWindow(seconds),
    refused: observed.rateLimited,
  };
  const place = { fromMs: refused[0]?.startMs ?? 0 };
  if (observed.bans > 0) throw violation("banned", seen, place);
  throw violation("over-the-limit", { ...seen, again }, place);
}

/** Refuses waits that the limit does not ask for. */
function requireNoCrawl(trial: Trial, { count, limit, seconds }: Case): void {
  const { requests } = trial.snapshot();
  const [first, last] = [requests.at(0), requests.at(-1)];
  if (!first || !last || requests.length < 2) return;
  const due = (1000 * seconds) / limit;
  const isLate = last.startMs > crawl * count * due;
  const isOver = requests.length === count;
  const gap = (last.startMs - first.startMs) / (requests.length - 1);
  if (!isLate && (isOver || gap <= crawl * due)) return;
  const isAbout = (ms: number) => Math.abs(gap / ms - 1) < 0.1;
  const inverse = isAbout((1000 * limit) / seconds);
  const window = isAbout(1000 * seconds);
  const waits = inverse ? "inverse" : window ? "window" : "other";
  throw violation(
    "too-slow",
    { count, limit, seconds, due, gap: Math.round(gap), waits },
    { fromMs: first.startMs, toMs: last.startMs },
  );
}
