import type { Exercise } from "../exercise.js";
import { violation } from "../rule-violation.js";
import { requireList, requireOrder, requirePages, requireRequests, requireUnchanged } from "../rules.js";
import { adversarialDelays } from "../shuffle.js";
import type { Trial } from "../trial.js";
import { requireErrorComesOut } from "./error-comes-out.js";
import type { Answers } from "./answers.js";

type FetchOneByOne = Answers["01-one-by-one"];

export const oneByOne: Exercise<"01-one-by-one", FetchOneByOne> = {
  id: "01-one-by-one",
  lesson: "01",
  expects: "a function (urls: string[]) => Promise<Country[]>",
  accepts: (answer) => typeof answer === "function",
  async judge(fetchOneByOne, harness) {
    const lists = [
      { count: 6, step: 0.03, seed: 11 },
      { count: 4, step: 0.03, seed: 12 },
    ];
    for (const { count, ...spread } of lists) {
      const plan = adversarialDelays(count, spread).map((delay) => ({ delay }));
      await judgeOneByOne(await harness.trial(plan), fetchOneByOne);
    }
    await requireErrorComesOut(harness, fetchOneByOne);
    return { count: lists[0]?.count ?? 0 };
  },
};

async function judgeOneByOne(trial: Trial, fetchOneByOne: FetchOneByOne): Promise<void> {
  const returned = await trial.call(fetchOneByOne);
  const list = requireList(returned);
  const { requests, maxInFlight } = returned.after;
  requireRequests(trial, requests);
  if (maxInFlight > 1) throw violation("one-at-a-time", { maxInFlight, count: requests.length });
  requireUnchanged(trial);
  const pages = requirePages(list, trial.pages);
  requireOrder("url-order", pages, trial.pages);
  const [asked, expected] = [requests.map(({ path }) => path), trial.urls.map((url) => trial.pathOf(url))];
  if (asked.join() !== expected.join()) {
    throw violation("requests-in-order", {
      expected: expected.map(shortPath).join(", "),
      got: asked.map(shortPath).join(", "),
    });
  }
}

function shortPath(path: string): string {
  return path.replace(/^.*\/|\?.*$/g, "");
}
