import { measureGaps, type HomeworkPage } from "@async-lab/practice-api";
import { isTooLittleToJudge, wasSent, type Facts } from "./facts.js";
import { judgeWaits } from "./gaps.js";
import { judged, type Judgement } from "./judgement.js";
import { homeworkLimits } from "./limits.js";
import { planOneByOne } from "./one-by-one.js";

/**
 * Judges how long the 200 pages took, from the first request to the last answer, beside what the pages that came take one
 * by one: pages that did not come have cost their points already, and so have waits that are too long and 404s that were
 * asked for again.
 */
export function judgeTime(pages: Facts, failures: Facts, sequentialMs: number): Judgement {
  const { evidence, sent, exist, spanMs } = pages;
  const cameMs = sequentialMs * shareOfSent(pages);
  const limitMs = cameMs / homeworkLimits.speedUp;
  const most = evidence.observed.maxInFlight;
  const seen = {
    ms: Math.round(spanMs),
    limitMs: Math.round(limitMs),
    sequentialMs: Math.round(cameMs),
    // Cut off: 9.96 times is not ten times.
    times: spanMs > 0 ? Math.floor((10 * cameMs) / spanMs) / 10 : 0,
    most,
    sent,
    exist,
  };
  const reason = () => {
    if (isTooLittleToJudge(pages)) return "too-few-pages-to-judge";
    if (spanMs <= limitMs) return "met";
    // A slot that is not given back after a failure slows this down, and ends all where every page fails.
    const isStuck = failures.evidence.ended === "never settled" && evidence.ended === "returned";
    if (isStuck || spanMs - longerBy(pages, failures) <= limitMs) return "told-elsewhere";
    return most < homeworkLimits.minInFlight ? "not-concurrent" : "too-slow";
  };
  return judged("time", reason(), 0, seen);
}

/** The part of the time one by one that goes to the pages that were sent, and to those that do not exist. */
function shareOfSent(pages: Facts): number {
  const { run } = pages.evidence;
  if (pages.sent === pages.exist) return 1;
  const came = (page: HomeworkPage) => page.missing || wasSent(pages, page);
  return planOneByOne({ ...run, pages: run.pages.filter(came) }).totalMs / planOneByOne(run).totalMs;
}

/**
 * How much longer it took, at most, for what costs its points under the retries: each page's surplus holds up one slot, and
 * the largest of them may have come last.
 */
function longerBy(pages: Facts, failures: Facts): number {
  const { waitsMs, maxTimesTheWait, roundingMs } = homeworkLimits;
  const isTooLong = judgeWaits(failures)?.long === true;
  const surplus = pages.evidence.run.pages.map((page) => {
    const attempts = pages.attemptsAt(page);
    if (page.missing) return Math.max(...attempts.map(({ endMs = 0 }) => endMs)) - (attempts[0]?.endMs ?? 0);
    if (!isTooLong) return 0;
    const allowedMs = (place: number) => maxTimesTheWait * (waitsMs[place] ?? 0) + roundingMs.above;
    return measureGaps(attempts).reduce((sum, ms, place) => sum + Math.max(0, ms - allowedMs(place)), 0);
  });
  const all = surplus.reduce((sum, ms) => sum + Math.max(0, ms), 0);
  return Math.max(...surplus, 0) + all / Math.max(1, pages.evidence.observed.maxInFlight);
}
