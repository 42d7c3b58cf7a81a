import { DeadlockError } from "../../processes/index.js";
import type { Exercise } from "../exercise.js";
import { violation } from "../rule-violation.js";
import { requireList, requireOrder, requirePages, requireRequests, requireUnchanged } from "../rules.js";
import { adversarialDelays } from "../shuffle.js";
import { requireErrorComesOut } from "./error-comes-out.js";
import type { Answers } from "./answers.js";

type FetchPages = Answers["06-loop"];

export const loop: Exercise<"06-loop", FetchPages> = {
  id: "06-loop",
  lesson: "06",
  expects: "a function (urls: string[]) => Promise<Country[]>",
  accepts: (answer) => typeof answer === "function",
  async judge(fetchPages, harness) {
    const count = 5;
    const plan = adversarialDelays(count, { step: 0.03, seed: 81 }).map((delay) => ({ delay }));
    const trial = await harness.trial(plan);
    const returned = await trial.call((urls) => tellDeadlocks(() => fetchPages(urls)));
    const list = requireList(returned);
    requireRequests(trial, returned.after.requests);
    requireUnchanged(trial);
    requireOrder("url-order", requirePages(list, trial.pages), trial.pages);
    await requireErrorComesOut(harness, fetchPages);
    return { count };
  },
};

async function tellDeadlocks(call: () => unknown): Promise<unknown> {
  try {
    return await call();
  } catch (error) {
    const [inner] = error instanceof AggregateError ? (error.errors as unknown[]) : [error];
    if (inner instanceof DeadlockError) throw violation("waits-synchronously", { call: "waitFor" });
    throw error;
  }
}
