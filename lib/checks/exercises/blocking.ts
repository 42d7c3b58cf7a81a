import { fetchSyncChannel } from "../../processes/index.js";
import type { Exercise } from "../exercise.js";
import { violation } from "../rule-violation.js";
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

type FetchTogether = Answers["06-blocking"];

export const blocking: Exercise<"06-blocking", FetchTogether> = {
  id: "06-blocking",
  lesson: "06",
  expects: "a function (urls: string[]) => Promise<Country[]>",
  accepts: (answer) => typeof answer === "function",
  async judge(fetchTogether, harness) {
    const count = 5;
    const plan = adversarialDelays(count, { step: 0.05, seed: 101 }).map((delay) => ({
      delay,
      together: count,
    }));
    const trial = await harness.trial(plan);
    const [returned, blocked] = await countBlocks(trial, () => trial.call(fetchTogether));
    const list = requireList(returned);
    requireRequests(trial, returned.after.requests);
    const { maxInFlight } = returned.after;
    if (blocked > 0) throw violation("blocks-the-loop", { times: blocked, maxInFlight, count });
    requireAllAtOnce(returned.after, count);
    requireUnchanged(trial);
    requireOrder("url-order", requirePages(list, trial.pages), trial.pages);
    await requireErrorComesOut(harness, fetchTogether);
    return { maxInFlight };
  },
};

/** Counts the calls of `fetchSync` with a URL of this trial, in this thread. */
async function countBlocks<T>(trial: Trial, work: () => Promise<T>): Promise<[T, number]> {
  let blocks = 0;
  const note = (message: unknown) => {
    if ((message as { readonly url: string }).url.includes(`/r/${trial.run.run}/`)) blocks += 1;
  };
  fetchSyncChannel.subscribe(note);
  try {
    return [await work(), blocks];
  } finally {
    fetchSyncChannel.unsubscribe(note);
  }
}
