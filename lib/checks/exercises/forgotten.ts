// @ts-nocheck -- being moved to virtual time
import { setTimeout as sleep } from "node:timers/promises";
import type { Country } from "../../practice-api/index.js";
import type { TestHarness } from "../harness.js";
import { describe } from "../describe.js";
import type { Exercise } from "../exercise.js";
import { LearnerError, violation } from "../rule-violation.js";
import { reach } from "../reach.js";
import { codesOf, requireDone, requireRequests, requireUnchanged } from "../rules.js";
import { adversarialDelays } from "../shuffle.js";
import type { Trial } from "../trial.js";
import type { Answers } from "./answers.js";

type CopyAll = Answers["06-await"];

/** How long a save that nobody waits for may take to begin, in ms. */
const graceMs = 300;

export const forgotten: Exercise<"06-await", CopyAll> = {
  id: "06-await",
  lesson: "06",
  expects: "a function (urls: string[], save: (page: Country) => Promise<void>) => Promise<number>",
  accepts: (answer) => typeof answer === "function",
  async judge(copyAll, harness) {
    const counts = [5, 3];
    for (const [index, count] of counts.entries()) {
      const plan = adversarialDelays(count, { step: 0.03, seed: 91 + index }).map((delay) => ({ delay }));
      await judgeCopy(await harness.trial(plan), copyAll);
    }
    await requireFailureComesOut(harness, copyAll);
    return { count: counts[0] ?? 0 };
  },
};

async function judgeCopy(trial: Trial, copyAll: CopyAll): Promise<void> {
  const count = trial.urls.length;
  const begun: Country[] = [];
  let done = 0;
  const shelf = trial.run.newRun();
  const save = async (page: Country): Promise<void> => {
    begun.push(page);
    await reach(shelf.url("/delay/0.08"));
    done += 1;
  };
  let doneAtReturn = 0;
  const returned = await trial.call(async (urls) => {
    const value = await copyAll(urls, save);
    doneAtReturn = done;
    return value;
  });
  requireDone(returned);
  requireRequests(trial, returned.after.requests);
  const until = performance.now() + graceMs;
  while (begun.length < count && performance.now() < until) await sleep(20);
  if (doneAtReturn < begun.length) {
    throw violation("save-not-awaited", { saved: doneAtReturn, begun: begun.length, ms: returned.ms });
  }
  requireSaved(begun, trial.pages);
  if (returned.value !== count) throw violation("wrong-count", { got: describe(returned.value), count });
  requireUnchanged(trial);
}

function requireSaved(saved: readonly Country[], expected: readonly Country[]): void {
  const codes = (pages: readonly Country[]) => [...pages.map(({ code }) => code)].sort().join();
  if (codes(saved) === codes(expected)) return;
  throw violation("saved-pages", { expected: codesOf(expected), got: codesOf(saved) || "–" });
}

/** One page cannot be saved: the caller has to hear of it. */
async function requireFailureComesOut(harness: TestHarness, copyAll: CopyAll): Promise<void> {
  const trial = await harness.trial([{ delay: 0.02 }, { delay: 0 }, { delay: 0.04 }]);
  const bad = trial.pages[1]?.code ?? "";
  const save = async ({ code }: Country): Promise<void> => {
    await sleep(20);
    if (code === bad) throw new Error(`no room left for ${code}`);
  };
  try {
    const { value } = await trial.call((urls) => copyAll(urls, save));
    throw violation("lost-save", { code: bad, got: describe(value) });
  } catch (error) {
    if (!(error instanceof LearnerError)) throw error;
  }
}
