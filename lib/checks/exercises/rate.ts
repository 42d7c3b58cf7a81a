import type { TestHarness } from "../harness.js";
import type { Exercise } from "../exercise.js";
import { judgeTwiceIf, type MaybeBusy } from "../judge-twice.js";
import { violation } from "../rule-violation.js";
import { requireList, requireOrder, requirePages, requireRequests, requireUnchanged } from "../rules.js";
import { adversarialDelays } from "../shuffle.js";
import type { SeenRequest } from "../snapshot.js";
import { TimerWatch } from "../timer-watch.js";
import { requireErrorComesOut } from "./error-comes-out.js";
import type { Answers } from "./answers.js";

type FetchAtRate = Answers["03-rate"];

interface Case {
  readonly count: number;
  readonly perSecond: number;
  readonly seed: number;
}

/** How many requests in a row must not come in a burst. */
const burst = 8;
/** A machine that is busy sends some requests late, and the next ones on their heels. */
const allowance = { burst: 0.45, faster: 0.75, slower: 1.8 };
/** A busy machine can hold requests up, too. The slower case takes this long. */
const maybeHeldUp: MaybeBusy = { rules: ["faster-than-the-rate", "slower-than-the-rate"], leastMs: 1800 };

export const rate: Exercise<"03-rate", FetchAtRate> = {
  id: "03-rate",
  lesson: "03",
  expects: "a function (urls: string[], perSecond: number) => Promise<Country[]>",
  accepts: (answer) => typeof answer === "function",
  async judge(fetchAtRate, harness) {
    const cases = [
      { count: 16, perSecond: 20, seed: 61 },
      { count: 9, perSecond: 8, seed: 62 },
    ];
    for (const each of cases)
      await judgeTwiceIf(maybeHeldUp, harness, () => judgeRate(harness, fetchAtRate, each));
    await requireErrorComesOut(harness, (urls) => fetchAtRate(urls, 200));
    return { perSecond: cases[0]?.perSecond ?? 0, count: cases[0]?.count ?? 0 };
  },
};

async function judgeRate(
  harness: TestHarness,
  fetchAtRate: FetchAtRate,
  { count, perSecond, seed }: Case,
): Promise<void> {
  const delays = adversarialDelays(count, { step: 0.01, seed });
  const trial = await harness.trial(
    delays.map((delay) => ({ delay: Math.round((delay + 0.1) * 100) / 100 })),
  );
  using timers = new TimerWatch();
  const returned = await trial.callOrLook(
    (urls) => timers.run(() => fetchAtRate(urls, perSecond)),
    // Promises given to the limiter instead of functions: the limiter's error says little.
    ({ requests }) => requests.length === count && requireRate(requests, perSecond),
  );
  const list = requireList(returned);
  requireRequests(trial, returned.after.requests);
  requireRate(returned.after.requests, perSecond);
  requireUnchanged(trial);
  requireOrder("url-order", requirePages(list, trial.pages), trial.pages);
  const left = timers.left();
  if (left > 0) throw violation("timer-left-behind", { count: left });
}

function requireRate(requests: readonly SeenRequest[], perSecond: number): void {
  const starts = requests.map(({ startMs }) => startMs);
  const idealS = (count: number) => (count - 1) / perSecond;
  const lasts = (from: number, count: number) =>
    ((starts[from + count - 1] ?? 0) - (starts[from] ?? 0)) / 1000;
  const tell = (count: number, seconds: number) => ({
    perSecond,
    count,
    ideal: Math.round(idealS(count) * 100) / 100,
    seconds: Math.round(seconds * 100) / 100,
  });
  const all = starts.length;
  const quickest = Math.min(...starts.slice(burst - 1).map((_, from) => lasts(from, burst)));
  if (quickest < idealS(burst) * allowance.burst)
    throw violation("faster-than-the-rate", tell(burst, quickest));
  const whole = lasts(0, all);
  if (whole < idealS(all) * allowance.faster) throw violation("faster-than-the-rate", tell(all, whole));
  if (whole > idealS(all) * allowance.slower) throw violation("slower-than-the-rate", tell(all, whole));
}
