// @ts-nocheck -- being moved to virtual time
import type { Observed } from "../../practice-api/index.js";
import type { TestHarness } from "../harness.js";
import { describe } from "../describe.js";
import type { Exercise } from "../exercise.js";
import { judgeTwiceIf, type MaybeBusy } from "../judge-twice.js";
import { LearnerError, RuleViolation, violation } from "../rule-violation.js";
import { requireList, requireRequests, requireUnchanged } from "../rules.js";
import { shuffle } from "../shuffle.js";
import { Trial } from "../trial.js";
import type { Answers } from "./answers.js";

type FetchPolitely = Answers["06-ban"];

interface Case {
  readonly count: number;
  /** What the function is told. The server lets some more through: a busy machine may hold requests up. */
  readonly limit: number;
  readonly seconds: number;
  /** Refusals until the server bans. */
  readonly strikes: number;
}

/** So many times the wait that the limit asks for is no longer some room. */
const crawl = 2;

/**
 * A busy machine that holds a request up lets it arrive with the next ones, however polite the answer was. The second
 * try is at half the pace, and takes this long.
 */
const maybeHeldUp: MaybeBusy = { rules: ["banned", "over-the-limit"], leastMs: 2000 };

export const ban: Exercise<"06-ban", FetchPolitely> = {
  id: "06-ban",
  lesson: "06",
  expects: "a function (urls: string[], limit: number, seconds: number) => Promise<number[]>",
  accepts: (answer) => typeof answer === "function",
  async judge(fetchPolitely, harness) {
    const cases: Case[] = [
      { count: 10, limit: 5, seconds: 0.4, strikes: 1 },
      { count: 8, limit: 2, seconds: 0.2, strikes: 1 },
    ];
    for (const each of cases) {
      await judgeTwiceIf(maybeHeldUp, harness, (attempt) =>
        judgeCase(harness, fetchPolitely, { ...each, seconds: each.seconds * attempt }),
      );
    }
    return { count: cases[0]?.count ?? 0 };
  },
};

async function judgeCase(harness: TestHarness, fetchPolitely: FetchPolitely, one: Case): Promise<void> {
  const { count, limit, seconds, strikes } = one;
  const run = harness.api.newRun();
  const urls = run.limitedUrls(count, { limit: Math.ceil(limit * 1.4), window: seconds, strikes, ban: 2 });
  // Not in the order of their numbers: a list that was made up must not pass.
  const planned = shuffle(urls, 111).map((url) => ({ url, fails: true }));
  const trial = new Trial(run, planned, () => harness.remainingMs);
  let list: readonly unknown[];
  try {
    const returned = await trial.call((given) => fetchPolitely(given, limit, seconds));
    list = requireList(returned);
    requireRequests(trial, returned.after.requests, "failing urls may be retried");
  } catch (error) {
    await requireNoBan(trial, one);
    if (error instanceof LearnerError) await requireNoRefusal(trial, one);
    if (error instanceof RuleViolation && error.rule === "did-not-finish")
      await requireNoCrawl(trial, one, error);
    throw error;
  }
  await requireNoBan(trial, one);
  requireUnchanged(trial);
  const expected = trial.urls.map((url) => Number(new URL(url).searchParams.get("page")));
  if (expected.join() !== list.map(String).join() || !list.every((each) => typeof each === "number")) {
    throw violation("page-numbers", {
      expected: expected.join(", "),
      got: list.map(describe).join(", ") || "–",
    });
  }
}

/** A ban explains whatever else went wrong. */
async function requireNoBan({ run }: Trial, one: Case): Promise<void> {
  const seen = await run.observed();
  if (seen.bans > 0) throw violation("banned", tell(seen, one));
}

/** Got over the limit, and did not get over that. */
async function requireNoRefusal({ run }: Trial, one: Case): Promise<void> {
  const seen = await run.observed();
  if (seen.rateLimited > 0) throw violation("over-the-limit", tell(seen, one));
}

/** Who waits too long between requests does come to an end, later than the check can wait. */
async function requireNoCrawl(trial: Trial, one: Case, { seen }: RuleViolation): Promise<void> {
  const { requests, asked, over } = await trial.look();
  const [first, last] = [requests.at(0), requests.at(-1)];
  if (!first || !last || asked < 2 || over < asked - 1) return;
  const gap = (last.startMs - first.startMs) / (asked - 1);
  const due = (1000 * one.seconds) / one.limit;
  if (gap < crawl * due) return;
  const { count, limit, seconds } = one;
  const within = Number(seen["seconds"]);
  throw violation("too-slow", { count, limit, seconds, asked, within, gap: Math.round(gap), due });
}

function tell({ rateLimited, mostInAnyWindow }: Observed, { count, limit, seconds }: Case) {
  return { count, limit, seconds, most: mostInAnyWindow(seconds), refused: rateLimited };
}
