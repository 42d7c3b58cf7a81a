import { checkedSymbol, language, type Language } from "@async-lab/notebook";
import type { CountryPage, HomeworkPart } from "@async-lab/practice-api";
import type { Recording } from "../../record/index.js";
import { inTurn, TestHarness } from "../harness.js";
import { describeError, showBriefly } from "../learner-error.js";
import { messages } from "../messages/index.js";
import { tellOutdated } from "../outdated.js";
import { homeworkId, noteVerdict } from "../progress/index.js";
import { CheckError } from "../rule-violation.js";
import { callScrape, type ScrapeCall } from "./call-scrape.js";
import { HomeworkCheck, type HomeworkCheckFields } from "./homework-check.js";
import { judgeHomework } from "./judge.js";
import { totalPoints } from "./criteria.js";
import { formatJudgement, hasNoEnd, isUnattempted, sumPoints } from "./judgement.js";
import { homeworkLimits } from "./limits.js";
import { plainGet, planOneByOne } from "./one-by-one.js";

/** What the homework's `scrape` gives back. */
export interface Scraped {
  /** The pages that came, in any order. */
  readonly countries: CountryPage[];
  /** The URLs of those that did not. */
  readonly failed: string[];
  /** How long it all took, in ms. */
  readonly totalMs: number;
}

/**
 * Checks the homework as the grader does: calls `scrape` on the 200 pages and on pages that fail, and judges by what the
 * server saw.
 *
 * Both calls run in virtual time: each page takes 2 s and each wait is as long as it says, and all of it takes none of
 * yours. The same answer gets the same points on every machine.
 *
 * @param scrape the learner's function
 * @returns the result: shown in a notebook, and with plain fields for programs
 * @throws {CheckError} if `scrape` is no function
 * @example
 * await checkHomework(scrape);
 */
export async function checkHomework(scrape: (urls: string[]) => Promise<Scraped>): Promise<HomeworkCheck> {
  const outdated = tellOutdated(messages());
  if (outdated) return nothingJudged(outdated, language());
  if (typeof scrape !== "function") {
    throw new CheckError(messages().checkHomeworkTakes(showBriefly(scrape)));
  }
  const spoken = language();
  if (process.env["ASYNC_LAB_GRADING"]) {
    // The grader calls it itself, against a server of its own: also where it has another name.
    Object.assign(globalThis, { [checkedSymbol]: scrape });
    return notAttempted(messages(spoken).homework.gradedElsewhere, spoken);
  }
  const calls = await inTurn(() => callTwice(scrape));
  if (!calls) return notAttempted(messages(spoken).notAttempted, spoken);
  const check = judge(calls, spoken);
  noteVerdict({ exercise: homeworkId, outcome: check.outcome });
  return check;
}

type Calls = Readonly<Record<HomeworkPart, ScrapeCall>>;

/** @returns `undefined` where nothing was attempted */
async function callTwice(scrape: (urls: string[]) => unknown): Promise<Calls | undefined> {
  await using harness = await TestHarness.start();
  const call = (part: HomeworkPart) =>
    callScrape(scrape, harness.server.openHomework(part, homeworkLimits.delayS), harness);
  const pages = await call("pages");
  if (isUnattempted(pages.evidence)) return undefined;
  // It would not end on the other pages either.
  const { ended, observed } = pages.evidence;
  const isStuck = observed.requests === 0 && hasNoEnd(ended);
  return { pages, failures: isStuck ? pages : await call("failures") };
}

function judge({ pages, failures }: Calls, spoken: Language): HomeworkCheck {
  const say = messages(spoken);
  const { evidence, thrown } = pages;
  const oneByOne =
    evidence.observed.requests > 0
      ? planOneByOne(evidence.run, say.homework.oneByOne)
      : emptyRecording(say.homework.oneByOne);
  const judgements = judgeHomework({
    pages: evidence,
    failures: failures.evidence,
    sequentialMs: planOneByOne(evidence.run).totalMs,
  });
  const points = sumPoints(judgements);
  // What is not counted again has its points, and is not met.
  const met = judgements.filter(({ reason }) => reason === "met").length;
  const outcome = evidence.ended === "threw" ? "error" : met === judgements.length ? "right" : "incorrect";
  const fields: HomeworkCheckFields = {
    outcome,
    message: say.homework.summary(points, totalPoints, met, judgements.length),
    judgements: judgements.map((judgement) => formatJudgement(judgement, spoken)),
    points,
    of: totalPoints,
    ...(evidence.ended === "threw" ? { error: describeError(thrown, say) } : {}),
    recordings: [oneByOne, recordSeen(pages, say.homework.own.pages)],
  };
  return new HomeworkCheck(fields, spoken);
}

/** A call's requests, as the server saw them in virtual time. */
function recordSeen({ evidence, beganAt }: ScrapeCall, name: string): Recording {
  const { observed, callMs } = evidence;
  // The server counts from the first request.
  const firstMs = observed.startedAt - beganAt;
  const requests = observed.attempts.flatMap(({ url, attempts }) =>
    attempts
      .map(({ startMs, endMs, status }, index) => ({
        ...plainGet,
        url,
        attempt: index + 1,
        startMs: firstMs + startMs,
        ...(endMs === undefined ? {} : { endMs: firstMs + endMs, firstByteMs: firstMs + endMs }),
        ...(status === undefined ? {} : { status }),
      }))
      // What came after the end is judged, and not drawn.
      .filter(({ startMs }) => startMs <= callMs),
  );
  requests.sort((a, b) => a.startMs - b.startMs);
  return { ...emptyRecording(name), startedAt: beganAt, totalMs: callMs, requests };
}

function emptyRecording(name: string): Recording<undefined> {
  return { name, startedAt: 0, totalMs: 0, requests: [], loopDelay: [], value: undefined };
}

function notAttempted(message: string, spoken: Language): HomeworkCheck {
  return nothingJudged({ outcome: "not attempted", message }, spoken);
}

function nothingJudged(
  told: Pick<HomeworkCheckFields, "outcome" | "message" | "hint" | "error">,
  spoken: Language,
): HomeworkCheck {
  const say = messages(spoken).homework;
  const recordings = [emptyRecording(say.oneByOne), emptyRecording(say.own.pages)] as const;
  return new HomeworkCheck({ ...told, judgements: [], points: 0, of: totalPoints, recordings }, spoken);
}
