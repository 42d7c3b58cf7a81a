import type { Country } from "@async-lab/practice-api";
import {
  adversarialPlan,
  type Answers,
  defineExercise,
  type Place,
  refuseOtherRequests,
  requireAllPages,
  requireErrorComesOut,
  requireFresh,
  type SeenRequest,
  type Trial,
} from "async-lab/exercise";
import { messages, violation } from "./messages.js";

declare module "async-lab/answers" {
  interface Answers {
    /** Fetches the pages one after another, in the order of the URLs. */
    "01-one-by-one": (urls: string[]) => Promise<Country[]>;
  }
}

type FetchOneByOne = Answers["01-one-by-one"];

/** Of several lengths: a number that somebody wrote down must not fit. */
const lists = [
  { count: 6, step: 0.15, seed: 11 },
  { count: 1, step: 0.4, seed: 12 },
  { count: 23, step: 0.03, seed: 13 },
];

/**
 * Lists of 6, 1 and 23, with a broken connection after each.
 *
 * Refused: two in flight; another order; a URL asked for twice; an error that does not come out; blocking calls.
 * Pauses between pages are fine, and what a 404 is, is left open.
 */
export default defineExercise("01-one-by-one", {
  place: 1,
  messages,
  expects: ({ expects }) => expects.aFunction("(urls: string[]) => Promise<Country[]>"),
  async judge(fetchOneByOne, harness) {
    for (const { count, ...spread } of lists) {
      const plan = adversarialPlan(count, spread);
      await judgeOneByOne(harness.trial(plan), fetchOneByOne);
      await requireErrorComesOut(harness, fetchOneByOne);
    }
    return { count: Math.max(...lists.map(({ count }) => count)) };
  },
});

async function judgeOneByOne(trial: Trial, fetchOneByOne: FetchOneByOne): Promise<void> {
  const returned = await trial.call(fetchOneByOne);
  refuseOtherRequests(trial, returned.after.requests);
  const { requests, maxInFlight } = returned.after;
  requireAllPages(trial, returned, (list) => {
    if (maxInFlight > 1) {
      throw violation("one-at-a-time", { maxInFlight, count: requests.length }, findOverlap(requests));
    }
    requireFresh(trial, list);
  });
  const [asked, expected] = [requests.map(({ path }) => path), trial.urls.map((url) => trial.pathOf(url))];
  if (asked.join() !== expected.join()) {
    throw violation("requests-in-order", {
      expected: expected.map(shortPath).join(", "),
      got: asked.map(shortPath).join(", "),
    });
  }
}

/** Where the first request begins that does not wait for the one before it. */
function findOverlap(requests: readonly SeenRequest[]): Place | undefined {
  const next = requests.find(({ startMs }, index) => startMs < (requests[index - 1]?.endMs ?? -Infinity));
  return next && { fromMs: next.startMs };
}

function shortPath(path: string): string {
  return path.replace(/^.*\/|\?.*$/g, "");
}
