import { setTimeout as sleep } from "node:timers/promises";
import type { Country } from "@async-lab/practice-api";
import {
  adversarialDelays,
  type Answers,
  codesOf,
  defineExercise,
  describe,
  holds,
  isPage,
  isResponse,
  nameAndMessage,
  requireDone,
  requireErrorComesOut,
  requireRequests,
  requireUnchanged,
  shuffle,
  tellsOf,
  type TestHarness,
} from "async-lab/exercise";
import { messages, violation } from "./messages.js";

declare module "async-lab/answers" {
  interface Answers {
    /** Fetches every page, saves it, and returns how many were saved. */
    "06-await": (urls: string[], save: (page: Country) => Promise<void>) => Promise<number>;
  }
}

type CopyAll = Answers["06-await"];

/**
 * Saves that take seconds, counted when the function ends.
 *
 * Refused: a save not awaited; a wrong count; the error of a save that does not come out.
 */
export default defineExercise("06-await", {
  place: 2,
  messages,
  expects: ({ expects }) =>
    expects.aFunction("(urls: string[], save: (page: Country) => Promise<void>) => Promise<number>"),
  async judge(copyAll, harness) {
    const count = 5;
    await judgeCopy(harness, copyAll, count);
    for (const bad of [1, 0, 2]) await requireFailureComesOut(harness, copyAll, bad);
    await requireErrorComesOut(harness, (urls) => copyAll(urls, () => sleep(100)));
    for (const other of [3, 1]) await judgeCopy(harness, copyAll, other);
    return { count };
  },
});

/** Saves take longer than any pause that somebody may take for enough, and end in another order than they begin. */
async function judgeCopy(harness: TestHarness, copyAll: CopyAll, count: number): Promise<void> {
  const trial = harness.trial(
    adversarialDelays(count, { step: 0.37, seed: 91 + count }).map((delay) => ({ delay })),
  );
  const saveMs = shuffle(
    Array.from({ length: count }, (_, index) => 3100 + 1700 * index),
    92 + count,
  );
  const begun: unknown[] = [];
  let done = 0;
  const save = async (page: Country): Promise<void> => {
    const ms = saveMs[begun.length] ?? 3100;
    begun.push(page);
    await sleep(ms);
    done += 1;
  };
  let [begunAtReturn, doneAtReturn] = [0, 0];
  const returned = await trial.call(async (urls) => {
    const value = await copyAll(urls, save);
    [begunAtReturn, doneAtReturn] = [begun.length, done];
    return value;
  });
  requireDone(returned);
  requireRequests(trial, returned.after.requests);
  requireOnlyPages(begun);
  if (doneAtReturn < begun.length) {
    const { ms } = returned;
    throw violation(
      "save-not-awaited",
      { saved: doneAtReturn, begun: begunAtReturn, count, ms },
      { fromMs: ms },
    );
  }
  requireSaved(begun as readonly Country[], trial.pages);
  if (returned.value !== count) throw violation("wrong-count", { got: describe(returned.value), count });
  requireUnchanged(trial);
}

/** Refuses what is saved in place of pages: a promise of one, a response, a URL. */
function requireOnlyPages(saved: readonly unknown[]): void {
  const other = saved.find((item) => !isPage(item));
  if (saved.length === 0 || (other === undefined && saved.every(isPage))) return;
  const kind = other instanceof Promise ? "promise" : isResponse(other) ? "response" : "other";
  throw violation("saved-no-pages", { got: describe(other), kind });
}

/** Every page once, and as the server sent it. */
function requireSaved(saved: readonly Country[], expected: readonly Country[]): void {
  const changed = saved.find((page) => !expected.some((each) => holds(page, each)));
  const twice = saved.find(({ code }, index) => saved.findIndex((each) => each.code === code) < index);
  if (saved.length === expected.length && !changed && !twice) return;
  const got = saved.map((page) => (page === changed ? describe(page) : page.code)).join(", ");
  throw violation("saved-pages", { expected: codesOf(expected), got: got || "–" });
}

/** One page cannot be saved: the caller has to hear of it, whichever page it is. */
async function requireFailureComesOut(harness: TestHarness, copyAll: CopyAll, bad: number): Promise<void> {
  const trial = harness.trial([{ delay: 0.61 }, { delay: 0 }, { delay: 1.27 }]);
  const code = trial.pages[bad]?.code ?? "";
  const problem = new Error(`no room left for ${code}`);
  const save = async (page: Country): Promise<void> => {
    await sleep(730);
    if (page.code === code) throw problem;
  };
  const { result } = await trial.end((urls) => copyAll(urls, save));
  if (result.status === "fulfilled") throw violation("lost-save", { code, got: describe(result.value) });
  if (result.status === "rejected" && !tellsOf(result.reason, problem.message)) {
    throw violation("other-save-error", { expected: problem.message, got: nameAndMessage(result.reason) });
  }
}
