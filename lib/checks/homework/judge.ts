import { criterionIds, criterionPoints } from "./criteria.js";
import type { CallEnd, HomeworkEvidence } from "./evidence.js";
import { type Facts, isTooLittleToJudge, readFacts } from "./facts.js";
import { endReasons, judged, judgedNothing, toldElsewhere, type Judgement } from "./judgement.js";
import { judgeReport } from "./judge-report.js";
import { judgeRetries } from "./judge-retries.js";
import { judgeTime } from "./judge-time.js";
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
  const success = judgeSuccess(facts);
  const report = judgeReport(facts, failuresFacts, success.reason);
  return [
    success,
    judgeInFlight(facts),
    judgeTime(facts, failuresFacts, sequentialMs),
    judgeRetries(facts, failuresFacts, report.reason),
    report,
    judgeClosed(facts, failuresFacts),
  ];
}

function judgeSuccess({ evidence, exist, sent, notAsked, givenUp, proven, rows }: Facts): Judgement {
  const part = proven.size / exist;
  const percent = Math.floor(1000 * part) / 10;
  const seen = { proven: proven.size, exist, sent, notAsked, givenUp, rows, percent };
  const points =
    part < homeworkLimits.minSuccess ? 0 : (criterionPoints.success * part) / homeworkLimits.success;
  const reason = () => {
    if (part >= homeworkLimits.success) return "met";
    if (evidence.ended !== "returned") return endReasons[evidence.ended];
    if (evidence.left.requestsAfter + evidence.left.inFlight > 0) return "returned-early";
    // More pages were lost on the way than in the result.
    if (exist - sent >= sent - proven.size) {
      if (2 * notAsked >= exist - sent) return "not-asked";
      return 2 * givenUp >= exist - sent ? "given-up" : "too-few-pages";
    }
    if (rows === 0) return "no-rows";
    return rows > proven.size ? "rows-not-as-sent" : "rows-left-out";
  };
  return judged("success", reason(), points, seen);
}

function judgeInFlight(pages: Facts): Judgement {
  const { evidence, exist, sent } = pages;
  const most = evidence.observed.maxInFlight;
  const reason = () => {
    if (most > homeworkLimits.maxInFlight) return "too-many-in-flight";
    return isTooLittleToJudge(pages) ? "too-few-pages-to-judge" : "met";
  };
  return judged("inFlight", reason(), 0, { most, sent, exist });
}

/** What a call leaves behind is looked at where it came to an end: one that was stopped can close nothing. */
function judgeClosed(...calls: readonly [pages: Facts, failures: Facts]): Judgement {
  const ended = calls.filter(({ evidence: { ended } }) => ended === "returned" || ended === "threw");
  const sum = (of: "inFlight" | "requestsAfter") =>
    ended.reduce((total, { evidence }) => total + evidence.left[of], 0);
  const seen = {
    inFlight: sum("inFlight"),
    requestsAfter: sum("requestsAfter"),
    // What the first call left open still is after the second.
    connections: Math.max(0, ...ended.map(({ evidence }) => evidence.left.connections)),
  };
  const reason = () => {
    if (seen.requestsAfter > 0) return "requests-after-the-end";
    if (seen.inFlight > 0) return "left-in-flight";
    if (seen.connections > 0) return "connections-left-open";
    const [pages] = calls;
    if (ended.includes(pages)) return "met";
    return isTooLittleToJudge(pages)
      ? endReasons[pages.evidence.ended as Exclude<CallEnd, "returned">]
      : toldElsewhere;
  };
  return judged("closed", reason(), 0, seen);
}
