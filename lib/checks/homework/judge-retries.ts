import { measureGaps, type HomeworkPage } from "@async-lab/practice-api";
import { wasSent, type Facts } from "./facts.js";
import { judgeWaits, noWrongWait, readGaps, tellGaps } from "./gaps.js";
import { endReasons, hasNoEnd, judged, judgedNothing, toldElsewhere, type Judgement } from "./judgement.js";
import { homeworkLimits } from "./limits.js";

/** Points for each rule, which add up to those of the criterion; and what more than five attempts cost. */
const points = { came: 6, waits: 5, missing: 3, retryAfter: 3, never: 3, oneTooMany: 1 } as const;

/** Where the report has told of `failed`, or the pages of a `scrape` that threw, this is not told again. */
const failedTold = ["not-the-result", "counts-not-true", "told-elsewhere"];

/**
 * Judges how failures were dealt with: by the run of failures, where no page waits for a slot, so that the gaps are the
 * learner's own waits; what must not be repeated, and `Retry-After`, by both runs.
 *
 * @param reportReason how the report was judged
 */
export function judgeRetries(pages: Facts, failures: Facts, reportReason: string): Judgement {
  const { run, ended, observed, left } = failures.evidence;
  // It went on afterwards, perhaps with retries, where nothing counts any more.
  const isEarly = ended === "returned" && left.inFlight + left.requestsAfter > 0;
  const failing = run.pages.filter(({ failures: times }) => times >= 3);
  const never = run.pages.filter((page) => page.never);
  const came = failing.filter((page) => wasSent(failures, page)).length;
  const gaps = readGaps(failures);
  const missing = bothRuns(pages, failures, (page) => page.missing);
  const repeated = missing.filter(({ attempts }) => attempts.length > 1).length;
  const asking = bothRuns(pages, failures, ({ retryAfterS }) => retryAfterS !== undefined);
  const heeded = asking.filter(
    ({ page, attempts }) =>
      (measureGaps(attempts)[0] ?? 0) >= 1000 * (page.retryAfterS ?? 0) - homeworkLimits.roundingMs.below,
  ).length;
  const neverAttempts = Math.max(0, ...never.map((page) => failures.attemptsAt(page).length));
  // Whoever goes on for ever has shown nothing of when to stop: pages that came meanwhile come to whoever never stops.
  const endless = hasNoEnd(ended) && neverAttempts > homeworkLimits.askedAttempts;
  const listed =
    failedTold.includes(reportReason) ||
    never.every((page) => failures.failed?.includes(run.urls[run.pages.indexOf(page)]));
  const wrongWaits = judgeWaits(failures);
  const { wrongAttempt, wrongMs, askedMs } = wrongWaits ?? noWrongWait;
  const seen = {
    came,
    of: failing.length,
    ...tellGaps(gaps),
    wrongAttempt,
    wrongMs,
    askedMs,
    repeated,
    missing: missing.length,
    heeded,
    asking: asking.length,
    neverAttempts,
    listed,
    endless,
  };

  if (observed.requests === 0) {
    return ended === "returned"
      ? judged("retries", "failures-not-fetched", 0, seen)
      : judgedNothing("retries", endReasons[ended]);
  }
  if (![...failing, ...never].some((page) => failures.attemptsAt(page).length > 1)) {
    const why = isEarly ? "returned-early" : "no-retry";
    return judged("retries", ended === "never settled" ? endReasons[ended] : why, 0, seen);
  }
  // How far it got before it waited for ever is luck.
  if (ended === "never settled" && came < failing.length)
    return judged("retries", endReasons[ended], 0, seen);
  const gaveUp = !endless && neverAttempts >= 2 && neverAttempts <= homeworkLimits.maxAttempts;
  // Who never gives up a 404 does not end, which has cost the points of the pages.
  const isRepeatTold = repeated > 0 && hasNoEnd(pages.evidence.ended);
  const total =
    (endless ? 0 : points.came * (came / failing.length)) +
    (wrongWaits ? 0 : points.waits) +
    points.missing * (isRepeatTold ? 1 : 1 - repeated / missing.length) +
    points.retryAfter * (heeded / asking.length) +
    (gaveUp ? points.never / 2 : 0) +
    (gaveUp && listed ? points.never / 2 : 0) -
    (gaveUp && neverAttempts > homeworkLimits.askedAttempts ? points.oneTooMany : 0);
  const reason = () => {
    if (repeated > 0 && !isRepeatTold) return "missing-repeated";
    if (endless || neverAttempts > homeworkLimits.maxAttempts) return "never-gives-up";
    if (came < failing.length && isEarly) return "returned-early";
    if (came < failing.length) return ended === "returned" ? "gives-up-early" : endReasons[ended];
    if (wrongWaits) return wrongWaits.why;
    if (heeded < asking.length) return "retry-after-ignored";
    if (neverAttempts < 2) return "never-asked-again";
    if (!listed) return ended === "returned" ? "not-in-failed" : endReasons[ended];
    if (neverAttempts > homeworkLimits.askedAttempts) return "more-than-five";
    return isRepeatTold ? toldElsewhere : "met";
  };
  return judged("retries", reason(), total, seen);
}

function bothRuns(pages: Facts, failures: Facts, wanted: (page: HomeworkPage) => boolean) {
  return [pages, failures].flatMap((facts) =>
    facts.evidence.run.pages.filter(wanted).map((page) => ({ page, attempts: facts.attemptsAt(page) })),
  );
}
