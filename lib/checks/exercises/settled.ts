// @ts-nocheck -- being moved to virtual time
import type { TestHarness } from "../harness.js";
import { describe } from "../describe.js";
import type { Exercise } from "../exercise.js";
import { showBriefly } from "../learner-error.js";
import { isOwnMistake } from "../own-mistake.js";
import { LearnerError, violation } from "../rule-violation.js";
import {
  holds,
  isPage,
  requireAllAtOnce,
  requireDone,
  requireOrder,
  requirePages,
  requireRequests,
  requireUnchanged,
} from "../rules.js";
import { adversarialDelays } from "../shuffle.js";
import type { Returned, Trial } from "../trial.js";
import type { Answers, Failure } from "./answers.js";

type FetchSettled = Answers["02-settled"];

export const settled: Exercise<"02-settled", FetchSettled> = {
  id: "02-settled",
  lesson: "02",
  expects:
    "a function (urls: string[]) => Promise<{ pages: Country[]; failures: { url: string; reason: string }[] }>",
  accepts: (answer) => typeof answer === "function",
  async judge(fetchSettled, harness) {
    await judgeWithoutFailures(harness, fetchSettled);
    return judgeWithFailures(harness, fetchSettled);
  },
};

/** First without a failure: an error here is the learner's own, not one that they should have caught. */
async function judgeWithoutFailures(harness: TestHarness, fetchSettled: FetchSettled): Promise<void> {
  const trial = await harness.trial(
    adversarialDelays(4, { step: 0.05, seed: 41 }).map((delay) => ({ delay })),
  );
  const returned = await trial.call(fetchSettled);
  const { pages, failures } = requireSettled(returned);
  requireRequests(trial, returned.after.requests);
  requireAllAtOnce(returned.after, trial.urls.length);
  requireUnchanged(trial);
  requireOrder("url-order", requirePages(pages, trial.pages), trial.pages);
  if (failures.length > 0) throw violation("other-failures", { got: showBriefly(failures[0]) });
}

async function judgeWithFailures(
  harness: TestHarness,
  fetchSettled: FetchSettled,
): Promise<{ pages: number; failures: number }> {
  const [first = 0, second = 0, third = 0, fourth = 0] = adversarialDelays(4, { step: 0.06, seed: 42 });
  const trial = await harness.trial([
    { delay: first },
    "missing",
    { delay: second },
    "unreachable",
    { delay: third },
    // Not a 503: got would try it again twice, for more than 3 s. Whoever retries may do so all the same.
    { status: 403 },
    { delay: fourth },
  ]);
  const returned = await callExpectingNoError(trial, fetchSettled);
  const { pages, failures } = requireSettled(returned);
  requireRequests(trial, returned.after.requests, "failing urls may be retried");
  requireAllAtOnce(returned.after, trial.pages.length);
  requireNoFailureAmong(trial, pages);
  requireEveryPage(trial, pages);
  requireOrder("url-order", requirePages(pages, trial.pages), trial.pages);
  requireFailures(trial, failures);
  return { pages: pages.length, failures: failures.length };
}

async function callExpectingNoError(trial: Trial, fetchSettled: FetchSettled): Promise<Returned> {
  try {
    return await trial.call(fetchSettled);
  } catch (error) {
    if (!(error instanceof LearnerError) || isOwnMistake(error.thrown)) throw error;
    throw violation("rejected", {
      error:
        error.thrown instanceof Error
          ? `${error.thrown.name}: ${error.thrown.message}`
          : showBriefly(error.thrown),
      failing: failingUrls(trial).length,
      count: trial.urls.length,
    });
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
  const known = new Map(trial.pages.map((page) => [page.code, page]));
  for (const item of pages) {
    const page = isPage(item) ? known.get(item.code) : undefined;
    if (page && isPage(item) && holds(item, page)) continue;
    const failing = failingUrls(trial)[0] ?? "";
    throw violation("failure-as-page", { url: trial.pathOf(failing), got: showBriefly(item) });
  }
}

function requireEveryPage(trial: Trial, pages: readonly unknown[]): void {
  const codes = new Set(pages.map((item) => (isPage(item) ? item.code : "")));
  const missing = trial.planned.find(({ page }) => page && !codes.has(page.code));
  if (!missing) return;
  throw violation("lost-pages", {
    url: trial.pathOf(missing.url),
    got: codes.size,
    count: trial.pages.length,
  });
}

function requireFailures(trial: Trial, failures: readonly unknown[]): void {
  const failing = failingUrls(trial);
  const reported = new Set<string>();
  for (const item of failures) {
    const { url, reason } = (typeof item === "object" && item !== null ? item : {}) as Partial<Failure>;
    if (typeof url !== "string" || !failing.includes(url) || reported.has(url)) {
      throw violation("other-failures", {
        got: typeof url === "string" ? shownUrl(trial, url) : showBriefly(item),
      });
    }
    reported.add(url);
    if (typeof reason !== "string" || reason.trim() === "") {
      throw violation("no-reason", { url: trial.pathOf(url), got: showBriefly(reason) });
    }
  }
  const missing = failing.find((url) => !reported.has(url));
  if (missing === undefined) return;
  throw violation("lost-failures", { url: trial.pathOf(missing), got: reported.size, count: failing.length });
}

function failingUrls(trial: Trial): string[] {
  return trial.planned.filter(({ fails }) => fails).map(({ url }) => url);
}

function shownUrl(trial: Trial, url: string): string {
  return URL.canParse(url) ? trial.pathOf(url) : showBriefly(url);
}
