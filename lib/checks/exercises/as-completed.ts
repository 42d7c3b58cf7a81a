// @ts-nocheck -- being moved to virtual time
import type { Country } from "../../practice-api/index.js";
import type { TestHarness } from "../harness.js";
import { describe } from "../describe.js";
import type { Exercise } from "../exercise.js";
import { judgeTwiceIf, type MaybeBusy } from "../judge-twice.js";
import { violation } from "../rule-violation.js";
import {
  codesOf,
  requireAllAtOnce,
  requireDone,
  requirePages,
  requireRequests,
  requireUnchanged,
} from "../rules.js";
import { adversarialDelays } from "../shuffle.js";
import type { Trial } from "../trial.js";
import { requireErrorComesOut } from "./error-comes-out.js";
import type { Answers } from "./answers.js";

type AsCompleted = Answers["02-as-completed"];

/** Two answers closer to each other than this may be told in either order. */
const togetherMs = 20;
/** A busy machine can hold a page back, too. */
const maybeHeldBack: MaybeBusy = { rules: ["as-they-arrive"], leastMs: 0 };

/** A page that came out, and how many requests were over by then. */
interface Yielded {
  readonly item: unknown;
  readonly over: number;
}

export const asCompleted: Exercise<"02-as-completed", AsCompleted> = {
  id: "02-as-completed",
  lesson: "02",
  expects: "a function (urls: string[]) => AsyncIterable<Country>",
  accepts: (answer) => typeof answer === "function",
  async judge(answer, harness) {
    const lists = [
      { count: 8, step: 0.06, seed: 31 },
      { count: 5, step: 0.06, seed: 32 },
    ];
    for (const { count, ...spread } of lists) {
      const plan = adversarialDelays(count, spread).map((delay) => ({ delay, together: count }));
      await judgeTwiceIf(maybeHeldBack, harness, async () =>
        judgeAsCompleted(await harness.trial(plan), answer, harness),
      );
    }
    await requireErrorComesOut(harness, async (urls) => {
      const items: unknown[] = [];
      for await (const item of iterate(answer(urls))) if (items.push(item) > urls.length) break;
      return items;
    });
    return { count: lists[0]?.count ?? 0 };
  },
};

async function judgeAsCompleted(trial: Trial, answer: AsCompleted, harness: TestHarness): Promise<void> {
  const yielded: Yielded[] = [];
  const returned = await trial.call(async (urls) => {
    for await (const item of iterate(answer(urls))) {
      yielded.push({ item, over: (await trial.look()).over });
      // A generator without an end, or one that goes on after the time is over, must not hold this loop.
      if (yielded.length > urls.length || harness.remainingMs === 0) break;
    }
    return yielded.length > 0 ? yielded : undefined;
  });
  // As many pages as URLs, and yet work left: one came out twice, which the rules on pages tell better.
  if (yielded.length < trial.urls.length) requireDone(returned);
  requireRequests(trial, returned.after.requests);
  requireAllAtOnce(returned.after, trial.urls.length);
  requireUnchanged(trial);
  const pages = requirePages(
    yielded.map(({ item }) => item),
    trial.pages,
  );
  requireArrivalOrder(trial, pages, endsOf(trial, returned.after.requests));
  requireAsTheyArrive(yielded);
}

function iterate(result: unknown): AsyncIterable<unknown> | Iterable<unknown> {
  const isObject = typeof result === "object" && result !== null;
  if (isObject && (Symbol.asyncIterator in result || Symbol.iterator in result)) {
    return result as AsyncIterable<unknown> | Iterable<unknown>;
  }
  throw violation("not-iterable", { got: describe(result) });
}

/** When the server had answered each country, in ms. */
function endsOf(
  trial: Trial,
  requests: readonly { readonly path: string; readonly endMs: number | undefined }[],
): ReadonlyMap<string, number> {
  const ends = new Map(requests.map(({ path, endMs }) => [path, endMs ?? Infinity]));
  return new Map(
    trial.planned.map(({ url, page }) => [page?.code ?? "", ends.get(trial.pathOf(url)) ?? Infinity]),
  );
}

function requireArrivalOrder(
  trial: Trial,
  pages: readonly Country[],
  ends: ReadonlyMap<string, number>,
): void {
  const endOf = ({ code }: Country) => ends.get(code) ?? Infinity;
  let latest = 0;
  for (const page of pages) {
    if (endOf(page) < latest - togetherMs) {
      const arrived = [...trial.pages].sort((a, b) => endOf(a) - endOf(b));
      throw violation("arrival-order", { expected: codesOf(arrived), got: codesOf(pages) });
    }
    latest = Math.max(latest, endOf(page));
  }
}

/** An answer more may have come in meanwhile, now and then; pages that come out in pairs have every other one late. */
function requireAsTheyArrive(yielded: readonly Yielded[]): void {
  const lags = yielded.map(({ over }, index) => over - (index + 1));
  const mean = lags.reduce((sum, lag) => sum + lag, 0) / lags.length;
  if (mean < 0.4) return;
  const worst = lags.indexOf(Math.max(...lags));
  throw violation("as-they-arrive", {
    nth: worst + 1,
    answered: yielded[worst]?.over ?? 0,
    count: yielded.length,
  });
}
