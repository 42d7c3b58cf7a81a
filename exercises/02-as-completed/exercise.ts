import { setTimeout as sleep } from "node:timers/promises";
import type { Country } from "@async-lab/practice-api";
import {
  adversarialPlan,
  type Answers,
  codesOf,
  defineExercise,
  describe,
  isPage,
  requireAllAtOnce,
  requireErrorComesOut,
  requirePages,
  requireRequests,
  requireUnchanged,
  type Returned,
  RuleViolation,
  type TestHarness,
  type Trial,
} from "async-lab/exercise";
import { messages, violation } from "./messages.js";

declare module "async-lab/answers" {
  interface Answers {
    /** Fetches all pages at once and yields each as soon as it arrives. */
    "02-as-completed": (urls: string[]) => AsyncIterable<Country>;
  }
}

type AsCompleted = Answers["02-as-completed"];

/** A page that came out: when, in ms since the call, and how many requests were over by then. */
interface Yielded {
  readonly item: unknown;
  readonly atMs: number;
  readonly over: number;
}

/** Of several lengths, and more than any list of the lesson: a number that somebody wrote down must not fit. */
const lists = [
  { count: 6, step: 0.13, seed: 31 },
  { count: 1, step: 0.3, seed: 32 },
  { count: 61, step: 0.014, seed: 33 },
];
/** How long a consumer with work of its own is away after each page: several pages arrive meanwhile. */
const busyMs = 250;

/**
 * 6, 1 and 61 URLs: each page comes out at the ms at which it arrives; then for a reader who is busy between pages.
 *
 * Refused: a page that comes late, or is lost while nobody reads.
 */
export default defineExercise("02-as-completed", {
  place: 2,
  messages,
  expects: ({ expects }) => expects.aFunction("(urls: string[]) => AsyncIterable<Country>"),
  async judge(answer, harness) {
    for (const { count, ...spread } of lists) {
      const plan = adversarialPlan(count, spread);
      await judgeAsCompleted(harness.trial(plan), answer);
      await requireErrorComesOut(harness, async (urls) => {
        const items: unknown[] = [];
        for await (const item of iterate(answer(urls))) if (items.push(item) > urls.length) break;
        return items;
      });
    }
    await judgeBusyConsumer(harness, answer);
    return { count: Math.max(...lists.map(({ count }) => count)) };
  },
});

async function judgeAsCompleted(trial: Trial, answer: AsCompleted): Promise<void> {
  const { yielded, returned } = await consume(trial, answer, 0);
  requireRequests(trial, returned.after.requests);
  requireAllAtOnce(returned.after, trial.urls.length);
  requireUnchanged(trial);
  const ends = endsOf(trial, returned);
  requireEachPage(trial, yielded, [...ends.keys()]);
  const got = codesOf(itemsOf(yielded).filter(isPage));
  const expected = [...ends.keys()].join(", ");
  if (got !== expected) throw violation("arrival-order", { expected, got });
  requireAtOnce(yielded, [...ends.values()], 0);
}

/** Two pages may arrive while nobody asks for the next one; which of them comes out first is left open. */
async function judgeBusyConsumer(harness: TestHarness, answer: AsCompleted): Promise<void> {
  const plan = adversarialPlan(9, { step: 0.09, seed: 34 });
  const trial = harness.trial(plan);
  const yielded: Yielded[] = [];
  try {
    const { returned } = await consume(trial, answer, busyMs, yielded);
    requireAtOnce(yielded, [...endsOf(trial, returned).values()], busyMs);
    if (yielded.length < trial.urls.length) throw lostWhileBusy(trial, yielded);
    requirePages(itemsOf(yielded), trial.pages);
  } catch (error) {
    // Those that were missed are waited for in vain.
    if (error instanceof RuleViolation && error.rule === "never-settles") throw lostWhileBusy(trial, yielded);
    throw error;
  }
}

function lostWhileBusy(trial: Trial, yielded: readonly Yielded[]): RuleViolation {
  return violation("lost-while-busy", { got: yielded.length, count: trial.urls.length, busyMs });
}

/** Takes the pages as they come, and after each does something else for `pauseMs`. */
async function consume(
  trial: Trial,
  answer: AsCompleted,
  pauseMs: number,
  yielded: Yielded[] = [],
): Promise<{ readonly yielded: readonly Yielded[]; readonly returned: Returned }> {
  const returned = await trial.call(async (urls) => {
    const beganMs = Date.now();
    for await (const item of iterate(answer(urls))) {
      yielded.push({ item, atMs: Date.now() - beganMs, over: trial.snapshot().over });
      // A generator without an end must not hold this loop.
      if (yielded.length > urls.length) break;
      if (pauseMs > 0) await sleep(pauseMs);
    }
    return yielded.length > 0 ? itemsOf(yielded) : undefined;
  });
  return { yielded, returned };
}

function itemsOf(yielded: readonly Yielded[]): unknown[] {
  return yielded.map(({ item }) => item);
}

function iterate(result: unknown): AsyncIterable<unknown> | Iterable<unknown> {
  const isObject = typeof result === "object" && result !== null;
  if (isObject && (Symbol.asyncIterator in result || Symbol.iterator in result)) {
    return result as AsyncIterable<unknown> | Iterable<unknown>;
  }
  throw violation("not-iterable", { got: describe(result) });
}

/** When the server had answered each country, in ms, in the order in which it did. */
function endsOf(trial: Trial, { after }: Returned): ReadonlyMap<string, number> {
  const ends = new Map(after.requests.map(({ path, endMs }) => [path, endMs ?? Infinity]));
  return new Map(
    trial.planned
      .map(({ url, page }) => [page?.code ?? "", ends.get(trial.pathOf(url)) ?? Infinity] as const)
      .sort(([, a], [, b]) => a - b),
  );
}

function requireEachPage(trial: Trial, yielded: readonly Yielded[], arrived: readonly string[]): void {
  const [got, count] = [yielded.length, trial.urls.length];
  const times = new Map<string, number>();
  for (const [index, { item }] of yielded.slice(0, count).entries()) {
    if (!isPage(item))
      throw violation("yields-no-page", {
        nth: index + 1,
        got: describe(typeof item === "string" ? trial.withoutRun(item) : item),
      });
    times.set(item.code, (times.get(item.code) ?? 0) + 1);
  }
  for (const [code, each] of times) {
    if (each > 1 && arrived.includes(code)) throw violation("yielded-twice", { code, times: each });
  }
  if (got < count) throw violation("ended-early", { got, count, over: trial.ended?.atEnd.over ?? 0 });
  requirePages(itemsOf(yielded), trial.pages);
}

/**
 * Refuses a page that came out later than one was there and asked for.
 *
 * @param ends when each page had arrived, in ms, the earliest first
 * @param pauseMs from one page to the asking for the next
 */
function requireAtOnce(yielded: readonly Yielded[], ends: readonly number[], pauseMs: number): void {
  let askedMs = 0;
  for (const [index, { atMs, over }] of yielded.entries()) {
    const possibleMs = Math.max(ends[index] ?? 0, askedMs);
    if (atMs > possibleMs + 1) {
      const seen = { nth: index + 1, lateMs: atMs - possibleMs, over, count: ends.length };
      throw violation("as-they-arrive", seen, { fromMs: possibleMs, toMs: atMs });
    }
    askedMs = atMs + pauseMs;
  }
}
