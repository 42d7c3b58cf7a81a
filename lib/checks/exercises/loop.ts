import type { Exercise } from "../exercise.js";
import type { TestHarness } from "../harness.js";
import {
  refuseFixedWait,
  requireList,
  requireOrder,
  requirePages,
  requireRequests,
  requireUnchanged,
} from "../rules.js";
import { adversarialDelays } from "../shuffle.js";
import { requireErrorComesOut } from "./error-comes-out.js";
import type { Answers } from "./answers.js";

type FetchPages = Answers["06-loop"];

export const loop: Exercise<"06-loop", FetchPages> = {
  id: "06-loop",
  lesson: "06",
  expects: ({ expects }) => expects.aFunction("(urls: string[]) => Promise<Country[]>"),
  accepts: (answer) => typeof answer === "function",
  async judge(fetchPages, harness) {
    harness.blockingRule = "waits-synchronously";
    await judgeList(harness, fetchPages, 5);
    await requireErrorComesOut(harness, fetchPages);
    // After an error, and with other numbers of pages: what a call leaves behind must not matter to the next.
    for (const count of [7, 1]) await judgeList(harness, fetchPages, count);
    return { count: 5 };
  },
};

async function judgeList(harness: TestHarness, fetchPages: FetchPages, count: number): Promise<void> {
  const plan = adversarialDelays(count, { step: 1.13, seed: 80 + count }).map((delay) => ({ delay }));
  const trial = harness.trial(plan);
  const returned = await trial.call(fetchPages);
  const list = requireList(returned);
  requireRequests(trial, returned.after.requests);
  refuseFixedWait(returned);
  requireUnchanged(trial);
  requireOrder("url-order", requirePages(list, trial.pages), trial.pages);
}
