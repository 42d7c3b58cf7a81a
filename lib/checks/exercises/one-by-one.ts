import type { Exercise } from "../exercise.js";
import { refuse } from "../refusal.js";
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
  async judge(fetchOneByOne, bench) {
    const lists = [
      { count: 6, step: 0.03, seed: 11 },
      { count: 4, step: 0.03, seed: 12 },
    ];
    for (const { count, ...spread } of lists) {
      const plan = adversarialDelays(count, spread).map((delay) => ({ delay }));
      await judgeOneByOne(await bench.trial(plan), fetchOneByOne);
    }
    await requireErrorComesOut(bench, fetchOneByOne);
    return { count: lists[0]?.count ?? 0 };
  },
};

async function judgeOneByOne(trial: Trial, fetchOneByOne: FetchOneByOne): Promise<void> {
  const returned = await trial.call(fetchOneByOne);
  const list = requireList(returned);
  const { requests, mostInFlight } = returned.after;
  requireRequests(trial, requests);
  if (mostInFlight > 1) throw refuse("one-at-a-time", { mostInFlight, count: requests.length });
  requireUnchanged(trial);
  const pages = requirePages(list, trial.pages);
  requireOrder("url-order", pages, trial.pages);
  const [asked, expected] = [requests.map(({ path }) => path), trial.urls.map((url) => trial.pathOf(url))];
  if (asked.join() !== expected.join()) {
    throw refuse("requests-in-order", {
      expected: expected.map(shortPath).join(", "),
      got: asked.map(shortPath).join(", "),
    });
  }
}

function shortPath(path: string): string {
  return path.replace(/^.*\/|\?.*$/g, "");
}
