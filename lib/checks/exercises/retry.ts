import { isDeepStrictEqual } from "node:util";
import type { ObservedAttempt } from "../../practice-api/index.js";
import type { TestHarness } from "../harness.js";
import type { Exercise } from "../exercise.js";
import { judgeTwiceIf, type MaybeBusy } from "../judge-twice.js";
import { showBriefly } from "../learner-error.js";
import { isOwnMistake } from "../own-mistake.js";
import { LearnerError, violation } from "../rule-violation.js";
import type { Answers } from "./answers.js";

type FetchWithRetry = Answers["04-retry"];

/** How many attempts there may be. */
const most = 5;
/** A page that resets the connection. */
const brokenPath = "/reset";
/** Node rounds timers to the ms, and the two clocks are not one. */
const timerShare = 0.9;
/** A machine that is busy sends the next attempt later than asked to. */
const lateMs = 300;
/** Such a machine can make a wait longer than it may be, too. */
const maybeLate: MaybeBusy = { rules: ["waits-too-long"], leastMs: 4000 };

/** What became of one call, and what the server saw of it. */
interface Visit {
  readonly path: string;
  /** What came back, where the function did not fail. */
  readonly result: { readonly value: unknown } | undefined;
  /** What the function failed with. */
  readonly error: unknown;
  readonly attempts: readonly ObservedAttempt[];
  readonly gapsMs: readonly number[];
}

export const retry: Exercise<"04-retry", FetchWithRetry> = {
  id: "04-retry",
  lesson: "04",
  expects: "a function (url: string, second: number) => Promise<unknown>",
  accepts: (answer) => typeof answer === "function",
  async judge(fetchWithRetry, harness) {
    await judgeTwiceIf(maybeLate, harness, () => judgeRecovery(harness, fetchWithRetry));
    // Side by side: two of them take a second or two, since servers count `Retry-After` in whole ones.
    const visit = (path: string, second: number) => visitPage(harness, fetchWithRetry, path, second);
    const [failing, slower, slowest, missing, inSeconds, atDate] = await Promise.all([
      // A sixth attempt would succeed, so that whoever never gives up comes to an end, too.
      visit(`/flaky/lima?fails=${most}`, 20),
      // A busy machine makes waits longer and so hides that one is too short, but hardly for each of three units.
      visit(`/flaky/salta?fails=${most}`, 27),
      visit(`/flaky/tarija?fails=${most}`, 36),
      visit("/flaky/quito?fails=1&status=404", 20),
      visit("/flaky/bogota?fails=1&status=429&retry_after=1", 20),
      visit("/flaky/sucre?fails=1&retry_after=1&retry_after_form=date", 20),
    ]);
    requireFiveAttempts(failing);
    requireGrowingWaits(failing, 20);
    requireGrowingWaits(slower, 27);
    requireGrowingWaits(slowest, 36);
    // A busy machine can make a wait longer, too: only an answer that waits too long twice is told so.
    const calm = findLongWait(failing, 20) < 0 ? failing : await visit(`/flaky/cuenca?fails=${most}`, 20);
    requireNoLongWait(calm, 20);
    requireOneAttempt(missing);
    for (const each of [inSeconds, atDate]) requireRetryAfter(each);
    requireFiveAttempts(await visit(brokenPath, 20));
    return { attempts: failing.attempts.length, waits: roundAll(failing.gapsMs).join(", ") };
  },
};

async function judgeRecovery(harness: TestHarness, fetchWithRetry: FetchWithRetry): Promise<void> {
  const second = 30;
  const visit = await visitPage(harness, fetchWithRetry, "/flaky/asuncion?fails=2", second);
  requireNoEarlyEnd(visit);
  requirePage(visit, { id: "asuncion", attempt: 3 });
  requireNoLongWait(visit, second);
}

async function visitPage(
  harness: TestHarness,
  fetchWithRetry: FetchWithRetry,
  path: string,
  second: number,
): Promise<Visit> {
  const trial = harness.visit(path);
  let result: Visit["result"];
  let error: unknown;
  try {
    result = await trial.call(([url = ""]) => fetchWithRetry(url, second));
  } catch (caught) {
    // Without an answer there is no `response`: who reads its status all the same is better told of the page.
    const mistake = caught instanceof LearnerError && isOwnMistake(caught.thrown) && path !== brokenPath;
    if (!(caught instanceof LearnerError) || mistake) throw caught;
    error = caught.thrown;
  }
  const { attempts } = await trial.run.observed();
  const seen = attempts.find((each) => each.path === path);
  const other = attempts.find((each) => each.path !== path);
  if (other) throw violation("other-requests", { url: other.path });
  if (!seen) throw violation("no-requests", { count: 1 });
  return { path, result, error, attempts: seen.attempts, gapsMs: seen.gapsMs };
}

/** Refuses to be left with an error, or with nothing, where a later attempt would have been answered. */
function requireNoEarlyEnd({ path, result, error, attempts }: Visit): void {
  if (result || attempts.length >= most) return;
  throw violation("gave-up-early", {
    path,
    attempts: attempts.length,
    most,
    error: showBriefly(error),
    uncaught: attempts.length === 1 && isAnswer(error, attempts[0]?.status),
  });
}

/** Whether an error tells of an answer with this status, as got's and axios's errors do. */
function isAnswer(error: unknown, status: number | undefined): boolean {
  if (!(error instanceof Error) || !("response" in error) || status === undefined) return false;
  const response = error.response as { readonly statusCode?: unknown; readonly status?: unknown } | undefined;
  return response?.statusCode === status || response?.status === status;
}

function requirePage({ path, result }: Visit, page: { id: string; attempt: number }): void {
  if (isDeepStrictEqual(result?.value, page)) return;
  throw violation("not-the-page", { path, expected: JSON.stringify(page), got: showBriefly(result?.value) });
}

function requireFiveAttempts(visit: Visit): void {
  const { path, result, attempts } = visit;
  if (attempts.length > most) throw violation("sixth-attempt", { path, attempts: attempts.length, most });
  requireNoEarlyEnd(visit);
  if (result) throw violation("lost-error", { url: path, got: showBriefly(result.value) });
}

function requireOneAttempt({ path, result, attempts }: Visit): void {
  if (attempts.length > 1) throw violation("retried-in-vain", { path, attempts: attempts.length });
  if (result) throw violation("lost-error", { url: path, got: showBriefly(result.value) });
}

function requireGrowingWaits({ gapsMs }: Visit, second: number): void {
  const wanted = gapsMs.map((_, index) => second * 2 ** index);
  if (gapsMs.every((gap, index) => gap >= (wanted[index] ?? 0) * timerShare)) return;
  throw violation("waits-not-growing", {
    waits: roundAll(gapsMs).join(", "),
    wanted: wanted.join(", "),
    second,
  });
}

function findLongWait({ gapsMs }: Visit, second: number): number {
  return gapsMs.findIndex((gap, index) => gap > 2 * second * 2 ** index + lateMs);
}

function requireNoLongWait(visit: Visit, second: number): void {
  const late = findLongWait(visit, second);
  if (late < 0) return;
  const waited = Math.round(visit.gapsMs[late] ?? 0);
  throw violation("waits-too-long", { nth: late + 1, waited, wanted: second * 2 ** late, second });
}

function requireRetryAfter(visit: Visit): void {
  requireNoEarlyEnd(visit);
  const [waited = 0] = roundAll(visit.gapsMs);
  const form = visit.path.includes("date") ? "date" : "1";
  if (waited < 1000 * timerShare) throw violation("retry-after-ignored", { form, waited });
  requirePage(visit, { id: /flaky\/(\w+)/.exec(visit.path)?.[1] ?? "", attempt: 2 });
}

const roundAll = (numbers: readonly number[]): number[] => numbers.map((each) => Math.round(each));
