import type { HomeworkEvidence } from "./evidence.js";
import { type Facts, readFacts } from "./facts.js";
import { judgeWaits, readGaps, tellGaps } from "./gaps.js";
import { endReasons, judged, judgedNothing } from "./judged.js";
import { criterionIds, criterionPoints, type Judgement } from "./judgement.js";
import { judgeReport } from "./judge-report.js";
import { judgeRetries } from "./judge-retries.js";
import { homeworkLimits } from "./limits.js";

/**
 * Judges a homework by what the server saw of it.
 *
 * What `scrape` gave back counts as far as its tokens prove it; what it printed counts for the report alone. A call that
 * fetched no page gets nothing for anything, and neither does one that asked so often that no record holds it.
 *
 * @returns all six criteria, in order
 */
export function judgeHomework({ pages, failures, sequentialMs }: HomeworkEvidence): Judgement[] {
  if (pages.observed.requestsNotListed + failures.observed.requestsNotListed > 0) {
    // What is not listed could be anything.
    return criterionIds.map((criterion) => judgedNothing(criterion, "too-many-requests"));
  }
  const facts = readFacts(pages);
  const wentOn = pages.ended === "returned" && pages.left.inFlight + pages.left.requestsAfter > 0;
  if (facts.sent === 0 && !wentOn) {
    const reason = pages.ended === "returned" ? "no-pages-fetched" : endReasons[pages.ended];
    return criterionIds.map((criterion) => judgedNothing(criterion, reason));
  }
  const failuresFacts = readFacts(failures);
  return [
    judgeSuccess(facts),
    judgeInFlight(facts),
    judgeTime(facts, failuresFacts, sequentialMs),
    judgeRetries(facts, failuresFacts),
    judgeReport(facts, failuresFacts),
    judgeClosed(facts, failuresFacts),
  ];
}

function judgeSuccess({ evidence, exist, sent, proven, rows }: Facts): Judgement {
  const part = proven.size / exist;
  const seen = { proven: proven.size, exist, sent, rows, percent: Math.floor(1000 * part) / 10 };
  const points =
    part < homeworkLimits.leastSuccess ? 0 : (criterionPoints.success * part) / homeworkLimits.success;
  const reason = () => {
    if (part >= homeworkLimits.success) return "met";
    if (evidence.ended !== "returned") return endReasons[evidence.ended];
    if (evidence.left.requestsAfter + evidence.left.inFlight > 0) return "returned-early";
    if (rows === 0) return "no-rows";
    // Few of the rows that could be pages are: so it is the rows that are not what was sent.
    return proven.size < homeworkLimits.success * Math.min(rows, sent) ? "rows-not-as-sent" : "too-few-pages";
  };
  return judged("success", reason(), points, seen);
}

function judgeInFlight({ evidence, exist, sent }: Facts): Judgement {
  const most = evidence.observed.mostInFlight;
  const { mostInFlight, leastInFlight, leastSuccess } = homeworkLimits;
  const reason = () => {
    if (most > mostInFlight) return "too-many-in-flight";
    if (most < leastInFlight) return "not-concurrent";
    return sent / exist < leastSuccess ? "too-few-pages-to-judge" : "met";
  };
  return judged("inFlight", reason(), 0, { most, sent, exist });
}

function judgeTime(pages: Facts, failures: Facts, sequentialMs: number): Judgement {
  const { evidence, proven, exist, spanMs } = pages;
  const gaps = readGaps(failures);
  const missing = evidence.run.pages.filter((page) => page.missing);
  const repeated = missing.filter((page) => pages.attemptsAt(page).length > 1).length;
  const limitMs = sequentialMs / homeworkLimits.speedUp;
  const seen = {
    ms: Math.round(spanMs),
    limitMs: Math.round(limitMs),
    sequentialMs: Math.round(sequentialMs),
    times: spanMs > 0 ? Math.round((10 * sequentialMs) / spanMs) / 10 : 0,
    proven: proven.size,
    exist,
    repeated,
    ...tellGaps(gaps),
  };
  const reason = () => {
    if (proven.size / exist < homeworkLimits.success) return "too-few-pages-to-judge";
    if (spanMs <= limitMs) return "met";
    // One by one takes long whatever the waits are.
    if (evidence.observed.mostInFlight < homeworkLimits.leastInFlight) return "too-slow";
    if (judgeWaits(failures) === "waits-too-long") return "too-slow-waits";
    return repeated > 0 ? "too-slow-missing" : "too-slow";
  };
  return judged("time", reason(), 0, seen);
}

function judgeClosed(...calls: readonly Facts[]): Judgement {
  const sum = (of: keyof Facts["evidence"]["left"]) =>
    calls.reduce((total, { evidence }) => total + evidence.left[of], 0);
  const seen = {
    inFlight: sum("inFlight"),
    requestsAfter: sum("requestsAfter"),
    connections: sum("connections"),
  };
  if (seen.requestsAfter > 0) return judged("closed", "requests-after-the-end", 0, seen);
  if (seen.inFlight > 0) return judged("closed", "left-in-flight", 0, seen);
  return judged("closed", seen.connections > 0 ? "connections-left-open" : "met", 0, seen);
}
