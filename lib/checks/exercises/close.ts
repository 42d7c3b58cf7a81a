// @ts-nocheck -- being moved to virtual time
import { setTimeout as sleep } from "node:timers/promises";
import type { Observed } from "../../practice-api/index.js";
import type { TestHarness } from "../harness.js";
import { describe } from "../describe.js";
import type { Exercise } from "../exercise.js";
import { LearnerError, violation } from "../rule-violation.js";
import {
  refuseLostError,
  requireList,
  requireOrder,
  requirePages,
  requireRequests,
  requireUnchanged,
} from "../rules.js";
import { adversarialDelays } from "../shuffle.js";
import type { Trial } from "../trial.js";
import type { Answers } from "./answers.js";

type FetchTidily = Answers["06-close"];

/** How long the news of a closed connection may take to the server; clients keep theirs for 4 s and more. */
const graceMs = 1200;

export const close: Exercise<"06-close", FetchTidily> = {
  id: "06-close",
  lesson: "06",
  expects: "a function (urls: string[]) => Promise<Country[]>",
  accepts: (answer) => typeof answer === "function",
  async judge(fetchTidily, harness) {
    const count = 6;
    const plan = adversarialDelays(count, { step: 0.02, seed: 121 }).map((delay) => ({ delay }));
    const trial = await harness.trial(plan);
    // Not at the top: only this exercise needs undici, and it takes its time to load.
    const { CloseWatch } = await import("../close-watch.js");
    using watch = new CloseWatch();
    const returned = await trial.call((given) => watch.run(() => fetchTidily(given)));
    const list = requireList(returned);
    requireRequests(trial, returned.after.requests);
    const seen = await lookAtConnections(trial);
    const opened = seen.connectionsOpened;
    if (seen.connectionsOpen > 0) throw violation("left-open", { open: seen.connectionsOpen, opened, count });
    if (watch.ranAway) throw violation("closing-not-awaited", { count });
    if (opened > count / 2) throw violation("not-reused", { opened, count });
    requireUnchanged(trial);
    requireOrder("url-order", requirePages(list, trial.pages), trial.pages);
    await requireClosedAfterError(harness, fetchTidily);
    return { count, opened };
  },
};

/** One page cannot be had: the error comes out, and the connections close all the same. */
async function requireClosedAfterError(harness: TestHarness, fetchTidily: FetchTidily): Promise<void> {
  const trial = await harness.trial([{ delay: 0.02 }, { delay: 0 }, "unreachable"]);
  try {
    const { value } = await trial.call(fetchTidily);
    refuseLostError(trial, describe(value));
  } catch (error) {
    if (!(error instanceof LearnerError)) throw error;
  }
  const { connectionsOpen: open } = await lookAtConnections(trial);
  if (open > 0) throw violation("left-open-after-error", { open });
}

/** What the server sees of the connections once they had the time to close. */
async function lookAtConnections({ run }: Trial): Promise<Observed> {
  const until = performance.now() + graceMs;
  let seen = await run.observed();
  while (seen.connectionsOpen > 0 && performance.now() < until) {
    await sleep(25);
    seen = await run.observed();
  }
  return seen;
}
