import type { Country } from "@async-lab/practice-api";
import type { Answers } from "async-lab/answers";
import {
  adversarialPlan,
  defineExercise,
  describe,
  holds,
  isOwnMistake,
  isPage,
  LearnerError,
  nameAndMessage,
  type Planned,
  refuseFixedWait,
  refuseOtherRequests,
  requireAllAtOnce,
  requireDone,
  requireFresh,
  requirePagesInOrder,
  requireRequests,
  requireUnchanged,
  type Returned,
  showBriefly,
  shuffle,
  type TestHarness,
  type Trial,
} from "async-lab/exercise";
import { requireFailures } from "./failures.js";
import { messages, violation } from "./messages.js";

declare module "async-lab/answers" {
  interface Answers {
    /** Fetches all pages at once and loses nothing when some of them fail. */
    "02-settled": (
      urls: string[],
    ) => Promise<{ pages: Country[]; failures: { url: string; reason: string }[] }>;
  }
}

/** What came of a list of URLs of which some may fail. */
export type Settled = Awaited<ReturnType<Answers["02-settled"]>>;

/** A URL that failed, and why. */
export type Failure = Settled["failures"][number];

type FetchSettled = Answers["02-settled"];

/** Every kind of failure, more than once; got tries some of them again, which is left open. */
const failures: readonly Planned[] = [
  { fails: "missing", delay: 0.31 },
  { fails: "broken", delay: 0.52 },
  { status: 403, delay: 0.14 },
  { status: 500, delay: 0.45 },
  { fails: "broken", delay: 0.11 },
  { status: 410, delay: 0.63 },
  { status: 503, delay: 0.23 },
  { fails: "missing", delay: 0.71 },
  { status: 429, delay: 0.37 },
];

/**
 * Lists with every kind of failure, and without: all in flight at once.
 *
 * Refused: a failure without its URL, or whose reason names neither status nor error. Trying failed pages again is
 * free.
 */
export default defineExercise("02-settled", {
  place: 3,
  messages,
  expects: ({ expects }) =>
    expects.aFunction(
      "(urls: string[]) => Promise<{ pages: Country[]; failures: { url: string; reason: string }[] }>",
    ),
  async judge(fetchSettled, harness) {
    // First without a failure: an error here is the learner's own, not one that they should have caught.
    await judgeSettled(harness, fetchSettled, planPages(6, 41));
    await judgeSettled(harness, fetchSettled, mix(planPages(4, 42), failures.slice(0, 3), 43));
    await judgeSettled(harness, fetchSettled, ["missing"]);
    await judgeSettled(harness, fetchSettled, planPages(1, 44));
    const many = mix(planPages(52, 45), failures, 46);
    await judgeSettled(harness, fetchSettled, many);
    return { pages: many.length - failures.length, failures: failures.length };
  },
});

function planPages(count: number, seed: number): Planned[] {
  return adversarialPlan(count, { step: 0.9 / (count + 1), seed });
}

/** Puts failures among pages, whose order stays the same. */
function mix(pages: readonly Planned[], failing: readonly Planned[], seed: number): Planned[] {
  const isFailing = shuffle([...pages.map(() => false), ...failing.map(() => true)], seed);
  const [nextPage, nextFailure] = [pages.values(), failing.values()];
  return isFailing.map((fails) => (fails ? nextFailure : nextPage).next().value ?? "broken");
}

async function judgeSettled(
  harness: TestHarness,
  fetchSettled: FetchSettled,
  plan: readonly Planned[],
): Promise<void> {
  const trial = harness.trial(plan);
  const returned = await callExpectingNoError(trial, fetchSettled);
  refuseOtherRequests(trial, returned.after.requests);
  const { pages, failures } = requireSettled(returned);
  requireRequests(trial, returned.after.requests, "failing urls may be retried");
  requireAllAtOnce(returned.after, trial.urls.length);
  refuseFixedWait(returned);
  requireUnchanged(trial);
  requireFresh(trial, pages);
  requireNoFailureAmong(trial, pages);
  requireEveryPage(trial, pages);
  requirePagesInOrder(pages, trial.pages);
  requireFailures(trial, failures);
}

async function callExpectingNoError(trial: Trial, fetchSettled: FetchSettled): Promise<Returned> {
  try {
    return await trial.call(fetchSettled);
  } catch (error) {
    if (!(error instanceof LearnerError) || isOwnMistake(error.thrown)) throw error;
    const failing = trial.failing.length;
    if (failing === 0) throw error;
    throw violation("rejected", { error: nameAndMessage(error.thrown), failing, count: trial.urls.length });
  }
}

function requireSettled(returned: Returned): { pages: readonly unknown[]; failures: readonly unknown[] } {
  requireDone(returned);
  const { value } = returned;
  const hasBoth = typeof value === "object" && value !== null && "pages" in value && "failures" in value;
  if (!hasBoth || !Array.isArray(value.pages) || !Array.isArray(value.failures)) {
    throw violation("not-pages-and-failures", { got: describe(value) });
  }
  return { pages: value.pages as unknown[], failures: value.failures as unknown[] };
}

function requireNoFailureAmong(trial: Trial, pages: readonly unknown[]): void {
  const [failing] = trial.failing;
  // Without a failure, the rules on pages tell better what is wrong with one.
  if (failing === undefined) return;
  const known = new Map(trial.pages.map((page) => [page.code, page]));
  for (const item of pages) {
    const page = isPage(item) ? known.get(item.code) : undefined;
    if (page && isPage(item) && holds(item, page)) continue;
    throw violation("failure-as-page", { url: trial.pathOf(failing.url), got: showBriefly(item) });
  }
}

function requireEveryPage(trial: Trial, pages: readonly unknown[]): void {
  if (trial.failing.length === 0) return;
  const codes = new Set(pages.map((item) => (isPage(item) ? item.code : "")));
  const missing = trial.planned.find(({ page }) => page && !codes.has(page.code));
  if (!missing) return;
  throw violation("lost-pages", {
    url: trial.pathOf(missing.url),
    got: codes.size,
    count: trial.pages.length,
  });
}
