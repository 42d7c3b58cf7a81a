import type { Country } from "@async-lab/practice-api";
import {
  adversarialPlan,
  type Answers,
  defineExercise,
  refuseFixedWait,
  refuseOtherRequests,
  requireAllAtOnce,
  requireAllPages,
  requireErrorComesOut,
  requireFresh,
  type Trial,
} from "async-lab/exercise";
import { messages } from "./messages.js";

declare module "async-lab/answers" {
  interface Answers {
    /** Fetches all pages at once; they come back in the order of the URLs. */
    "02-all": (urls: string[]) => Promise<Country[]>;
  }
}

type FetchAll = Answers["02-all"];

/** Of several lengths, and more than any list of the lesson: a number that somebody wrote down must not fit. */
const lists = [
  { count: 7, step: 0.11, seed: 21 },
  { count: 1, step: 0.3, seed: 22 },
  { count: 111, step: 0.008, seed: 23 },
];

/**
 * Lists of 7, 1 and 111: as many in flight as there are URLs.
 *
 * Refused: fewer in flight; an end more than 100 ms after the last page.
 */
export default defineExercise("02-all", {
  place: 1,
  messages,
  expects: ({ expects }) => expects.aFunction("(urls: string[]) => Promise<Country[]>"),
  async judge(fetchAll, harness) {
    for (const { count, ...spread } of lists) {
      const plan = adversarialPlan(count, spread);
      await judgeAll(harness.trial(plan), fetchAll);
      await requireErrorComesOut(harness, fetchAll);
    }
    const lastFails = [{ delay: 0.2 }, { delay: 0.1 }, { fails: "broken", delay: 0.6 }] as const;
    await requireErrorComesOut(harness, fetchAll, lastFails);
    return { count: Math.max(...lists.map(({ count }) => count)) };
  },
});

async function judgeAll(trial: Trial, fetchAll: FetchAll): Promise<void> {
  const returned = await trial.call(fetchAll);
  refuseOtherRequests(trial, returned.after.requests);
  requireAllPages(trial, returned, (list) => {
    requireAllAtOnce(returned.after, trial.urls.length);
    refuseFixedWait(returned);
    requireFresh(trial, list);
  });
}
