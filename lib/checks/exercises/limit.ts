// @ts-nocheck -- being moved to virtual time
import type { Exercise } from "../exercise.js";
import { RuleViolation, violation } from "../rule-violation.js";
import { requireList, requireOrder, requirePages, requireRequests, requireUnchanged } from "../rules.js";
import { adversarialDelays } from "../shuffle.js";
import type { ServerSnapshot } from "../snapshot.js";
import type { Returned, Trial } from "../trial.js";
import { requireErrorComesOut } from "./error-comes-out.js";
import type { Answers } from "./answers.js";

type FetchLimited = Answers["03-limit"];

/** How many requests may be in flight. */
const most = 10;

export const limit: Exercise<"03-limit", FetchLimited> = {
  id: "03-limit",
  lesson: "03",
  expects: "a function (urls: string[]) => Promise<Country[]>",
  accepts: (answer) => typeof answer === "function",
  async judge(fetchLimited, harness) {
    // The first page takes longer than all the others together do in the nine slots that are left; the next nine take
    // long enough to be in flight together, whatever starts them.
    const withOneSlow = [
      0.6,
      ...adversarialDelays(9, { step: 0.006, seed: 51 }).map((delay) => delay + 0.14),
      ...adversarialDelays(16, { step: 0.004, seed: 53 }).map((delay) => delay + 0.03),
    ].map((delay) => Math.round(delay * 1000) / 1000);
    // Fewer pages than slots: nobody has to wait for a slot.
    const few = adversarialDelays(4, { step: 0.05, seed: 52 });
    for (const delays of [withOneSlow, few]) {
      await judgeLimited(await harness.trial(delays.map((delay) => ({ delay }))), fetchLimited);
    }
    await requireErrorComesOut(harness, fetchLimited);
    return { count: withOneSlow.length, maxInFlight: most };
  },
};

async function judgeLimited(trial: Trial, fetchLimited: FetchLimited): Promise<void> {
  const returned = await call(trial, fetchLimited);
  const list = requireList(returned);
  requireRequests(trial, returned.after.requests);
  requireTen(trial, returned.after);
  requireUnchanged(trial);
  requireOrder("url-order", requirePages(list, trial.pages), trial.pages);
}

async function call(trial: Trial, fetchLimited: FetchLimited): Promise<Returned> {
  try {
    // A promise given to the limiter instead of a function: the limiter's error says little.
    return await trial.callOrLook(fetchLimited, (sighting) => requireNoMoreThanTen(trial, sighting));
  } catch (error) {
    if (error instanceof RuleViolation && error.rule === "did-not-finish")
      requireNoCrawl(trial, await trial.look());
    throw error;
  }
}

/** One by one is slow, and on a busy machine slower than the check can wait: what is wrong can be told all the same. */
function requireNoCrawl(trial: Trial, { asked, maxInFlight }: ServerSnapshot): void {
  if (asked >= most / 2 && maxInFlight < Math.min(asked, most)) {
    throw violation("too-few-in-flight", { maxInFlight, most, count: trial.urls.length });
  }
}

function requireNoMoreThanTen(trial: Trial, { maxInFlight }: ServerSnapshot): void {
  if (maxInFlight > most) {
    throw violation("too-many-in-flight", { maxInFlight, most, count: trial.urls.length });
  }
}

function requireTen(trial: Trial, sighting: ServerSnapshot): void {
  requireNoMoreThanTen(trial, sighting);
  const { maxInFlight, requests } = sighting;
  const count = trial.urls.length;
  const wanted = Math.min(most, count);
  // Batches, too, have ten in flight, for a moment. Their next one waits for the slowest page.
  const end = Math.max(...requests.slice(0, most).map(({ endMs }) => endMs ?? Infinity));
  const started = requests.filter(({ startMs }) => startMs < end).length;
  if (maxInFlight < wanted) throw violation("too-few-in-flight", { maxInFlight, most: wanted, count });
  if (count > most && started < count / 2) throw violation("slots-left-empty", { started, most, count });
}
