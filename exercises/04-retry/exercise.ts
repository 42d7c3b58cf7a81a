import { isInstance } from "@async-lab/notebook";
import { defineExercise, RuleViolation, showBriefly } from "async-lab/exercise";
import { lastAnswer, requireAttempts } from "./attempts.js";
import { messages, violation } from "./messages.js";
import { type OwnWaits, planRetryAfter, requireRetryAfter } from "./retry-after.js";
import { kindOfError, toldStatuses } from "./told-status.js";
import { seenIn, type Failure, nameError, type Visit, type VisitOptions, Visitor } from "./visit.js";
import {
  areRandom,
  areWaitsInRange,
  dueWaits,
  listMs,
  requirePromptEnd,
  requireSameWaits,
  requireUnit,
  requireWaits,
} from "./waits.js";

declare module "async-lab/answers" {
  interface Answers {
    /**
     * Fetches one page as JSON, in at most 5 attempts. Before the next one it waits 1, 2, 4 and 8 times `second` (in ms),
     * or as long again at most (jitter); and at least as long as `Retry-After` says, in real seconds.
     */
    "04-retry": (url: string, second: number) => Promise<unknown>;
  }
}

/** A real second, and one that nobody would write down. In ms. */
const [second, oddSecond] = [1000, 370];

/** Statuses that stay what they are. */
const lasting = [404, 410, 401, 403, 400] as const;

/** Every failure that is worth another attempt is among these, at the end, too: the error that comes out is the last one's. */
const neverWell: readonly (readonly Failure[])[] = [
  [503, 500, 502, 504, 429],
  ["reset", 429, 503, 502, 500],
  [429, 504, 500, "reset", 503],
  [502, 502, 502, 502, 502],
  [503, 429, 500, 503, 504],
  [500, 503, 503, 503, "reset"],
];

/** A page that goes on failing; a sixth attempt would get it. */
const stubborn: VisitOptions = { answers: [503, 503, 503, 503, 503], second };

/**
 * Real seconds: a page that goes on failing, with jitter at its highest and at its lowest, and with another unit; then
 * 18 pages at once, with all statuses and `Retry-After` in both forms.
 *
 * Refused: waits other than 1, 2, 4, 8 times the unit to the ms (up to twice that with jitter); an attempt too many or
 * too few; a wrong status tried again; the error of another attempt; a count that calls share.
 */
export default defineExercise("04-retry", {
  place: 1,
  messages,
  expects: ({ expects }) => expects.aFunction("(url: string, second: number) => Promise<unknown>"),
  async judge(fetchWithRetry, harness) {
    const visitor = new Visitor(harness, fetchWithRetry);
    const first = await visitor.visit({ ...stubborn, random: "high" });
    requireAttempts(first);
    let isRandom: boolean;
    try {
      isRandom = await judgeCalls(visitor, first);
    } catch (error) {
      const shown = harness.trials.at(-1);
      // What breaks only in a later call may break for what an earlier one has left behind.
      await requireSameAgain(visitor, first);
      if (shown) harness.show(shown);
      throw error;
    }
    await requireSameAgain(visitor, first);
    return { attempts: first.attempts.length, waits: listMs(dueWaits(second)), isRandom };
  },
});

/** Calls the function for one page after another, and then for many at once; says whether its waits have jitter. */
async function judgeCalls(visitor: Visitor, high: Visit): Promise<boolean> {
  const low = await visitor.visit(stubborn);
  requireAttempts(low);
  const odd = await visitor.visit({ ...stubborn, second: oddSecond });
  requireAttempts(odd);
  requireUnit(odd, low);
  requireWaits({ low, high });
  const own = { visit: odd, areRandom: areRandom({ low, high }) };
  requireSameWaits(odd, own.areRandom);
  requirePromptEnd(low);
  await judgeTogether(visitor, own);
  return own.areRandom;
}

/** Pages of all kinds, and what is judged of them. */
function planPages(own: OwnWaits) {
  const lastingPages = [...lasting.map((status) => [status]), [503, 404]];
  const plain: readonly VisitOptions[] = [
    { answers: [503, 500], second },
    ...lastingPages.map((answers) => ({ answers, second })),
    ...neverWell.map((answers, index) => ({ answers, second: oddSecond, delay: index % 2 === 0 ? 0.3 : 0 })),
  ];
  const asking = planRetryAfter(oddSecond);
  const judge = (visits: readonly Visit[]): void => {
    const gone = visits[lastingPages.length];
    for (const visit of visits) requireAttempts(visit);
    for (const visit of visits.slice(0, plain.length)) {
      requireSameWaits(visit, own.areRandom);
      requirePromptEnd(visit);
      requireLastError(visit, gone);
    }
    requireRetryAfter(asking, visits.slice(plain.length), own);
  };
  return { pages: [...plain, ...asking.map(({ options }) => options)], judge };
}

/** All pages at the same time, as a program asks for a list of them; where that goes wrong, one after another. */
async function judgeTogether(visitor: Visitor, own: OwnWaits): Promise<void> {
  const { pages, judge } = planPages(own);
  let together: readonly Visit[] = [];
  try {
    together = await visitor.visitTogether(pages);
    judge(together);
  } catch (error) {
    const alone = planPages(own);
    const visits: Visit[] = [];
    for (const page of alone.pages) visits.push(await visitor.visit(page));
    alone.judge(visits);
    const path = error instanceof RuleViolation ? error.seen["path"] : undefined;
    const broken = together.find((visit) => visit.path === path) ?? together.find((visit) => !isAsDue(visit));
    if (broken) refuseSharedState(broken, true);
    throw error;
  }
}

/** Refuses an error that tells of another attempt than the last, or of none. */
function requireLastError(visit: Visit, gone?: Visit): void {
  const last = lastAnswer(visit);
  if (!("error" in visit.result) || last === undefined) return;
  const { error } = visit.result;
  const told = toldStatuses(error);
  const isTold = last === "reset" ? told.length === 0 : told.includes(last);
  if (isTold) return;
  // Who throws an error without a status does so for each failure.
  const isOfNone = told.length === 0 && (!gone || isSameKind(error, gone));
  if (isOfNone) return;
  const statuses = visit.attempts.map((_, index) => visit.answers[index] ?? 200).join(", ");
  const figures = { path: visit.path, statuses, last, told: told.join(", "), error: nameError(error) };
  throw seenIn(
    visit,
    violation("not-the-last-error", figures, { fromMs: visit.attempts.at(-1)?.endMs ?? 0 }),
  );
}

function isSameKind(error: unknown, { result }: Visit): boolean {
  return "error" in result && kindOfError(error) === kindOfError(result.error);
}

/** Refuses a call that goes another way than the first one did, at a page alike. */
async function requireSameAgain(visitor: Visitor, first: Visit): Promise<void> {
  if (!areWaitsInRange(first)) return;
  const again = await visitor.visit({ ...stubborn, random: "high" });
  if (isAsDue(again)) return;
  refuseSharedState(again, false);
}

function refuseSharedState(visit: Visit, isTogether: boolean): never {
  const { path, attempts, gapsMs, result } = visit;
  const hasEnded = "value" in result || !isInstance(result.error, RuleViolation);
  const end = "value" in result ? showBriefly(result.value) : nameError(result.error);
  const figures = { isTogether, path, attempts: attempts.length, waits: listMs(gapsMs), end, hasEnded };
  throw seenIn(visit, violation("shared-state", figures));
}

/** Whether number and length of the attempts are what they should be. */
function isAsDue(visit: Visit): boolean {
  try {
    requireAttempts(visit);
  } catch {
    return false;
  }
  return areWaitsInRange(visit);
}
