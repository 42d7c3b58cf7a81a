import type { Country } from "@async-lab/practice-api";
import {
  adversarialDelays,
  type Answers,
  defineExercise,
  refuseFixedWait,
  requireAllPages,
  requireErrorComesOut,
  type TestHarness,
} from "async-lab/exercise";
import { messages, violation } from "./messages.js";

declare module "async-lab/answers" {
  interface Answers {
    /** Fetches all pages and waits for them without blocking; they come back in the order of the URLs. */
    "06-loop": (urls: string[]) => Promise<Country[]>;
  }
}

type FetchPages = Answers["06-loop"];

/**
 * Calls that block are not made, and told even where their error is caught.
 *
 * Refused: `fetchSync`, `waitFor`, `execFileSync` and the like; a busy loop.
 */
export default defineExercise("06-loop", {
  place: 1,
  messages,
  expects: ({ expects }) => expects.aFunction("(urls: string[]) => Promise<Country[]>"),
  async judge(fetchPages, harness) {
    harness.blockingViolation = (seen) => violation("waits-synchronously", seen);
    await judgeList(harness, fetchPages, 5);
    await requireErrorComesOut(harness, fetchPages);
    // After an error, and with other numbers of pages: what a call leaves behind must not matter to the next.
    for (const count of [7, 1]) await judgeList(harness, fetchPages, count);
    return { count: 5 };
  },
});

async function judgeList(harness: TestHarness, fetchPages: FetchPages, count: number): Promise<void> {
  const plan = adversarialDelays(count, { step: 1.13, seed: 80 + count }).map((delay) => ({ delay }));
  const trial = harness.trial(plan);
  const returned = await trial.call(fetchPages);
  requireAllPages(trial, returned, () => refuseFixedWait(returned));
}
