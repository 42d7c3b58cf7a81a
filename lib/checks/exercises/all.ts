import type { Exercise } from "../exercise.js";
import {
  requireAllAtOnce,
  requireList,
  requireOrder,
  requirePages,
  requireRequests,
  requireUnchanged,
} from "../rules.js";
import { adversarialDelays } from "../shuffle.js";
import type { Trial } from "../trial.js";
import { requireErrorComesOut } from "./error-comes-out.js";
import type { Answers } from "./answers.js";

type FetchAll = Answers["02-all"];

export const all: Exercise<"02-all", FetchAll> = {
  id: "02-all",
  lesson: "02",
  expects: "a function (urls: string[]) => Promise<Country[]>",
  accepts: (answer) => typeof answer === "function",
  async judge(fetchAll, bench) {
    const lists = [
      { count: 8, step: 0.05, seed: 21 },
      { count: 5, step: 0.05, seed: 22 },
    ];
    for (const { count, ...spread } of lists) {
      const plan = adversarialDelays(count, spread).map((delay) => ({ delay, together: count }));
      await judgeAll(await bench.trial(plan), fetchAll);
    }
    await requireErrorComesOut(bench, fetchAll);
    return { count: lists[0]?.count ?? 0 };
  },
};

async function judgeAll(trial: Trial, fetchAll: FetchAll): Promise<void> {
  const returned = await trial.call(fetchAll);
  const list = requireList(returned);
  requireRequests(trial, returned.after.requests);
  requireAllAtOnce(returned.after, trial.urls.length);
  requireUnchanged(trial);
  const pages = requirePages(list, trial.pages);
  requireOrder("url-order", pages, trial.pages);
}
