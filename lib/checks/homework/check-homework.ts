import { language, type Language } from "../../notebook/index.js";
import { practiceApi, type HomeworkPart, type PracticeApi } from "../../practice-api/index.js";
import { record, type Recording } from "../../record/index.js";
import { CheckError } from "../check-error.js";
import { describeError, showBriefly } from "../learner-error.js";
import { messages } from "../messages/index.js";
import { homeworkId, noteVerdict } from "../progress/index.js";
import { isTodo } from "../todo.js";
import { sumPoints } from "./another-try.js";
import { callScrape, type ScrapeCall } from "./call-scrape.js";
import { HomeworkCheck, type HomeworkCheckFields } from "./homework-check.js";
import { judgeBest, type Calls } from "./judge-best.js";
import { totalPoints } from "./judgement.js";
import type { Scraped } from "./scraped.js";
import { runSequential } from "./sequential.js";
import { tellJudgement } from "./tell.js";

/** How the homework is checked; a cell needs no more than `delay`. */
export interface CheckHomeworkOptions {
  /** Seconds that every page takes; 0.1 unless told. */
  readonly delay?: number;
  /** Called after each page of the run one by one. */
  readonly onProgress?: (done: number, of: number) => void;
  /** Draw progress bars; on unless `false`. */
  readonly progress?: boolean;
  /** Programs that share the run one by one, their times added; 1 unless a test is in a hurry. */
  readonly lanes?: number;
  /** Seconds that `scrape` may take for the 200 pages; 60 unless told. */
  readonly timeLimit?: number;
}

/** Below it, the second that `Retry-After` asks for is all there is to the time. */
const leastDelay = 0.05;
const failuresTimeLimitMs = 30_000;

/**
 * Checks the homework as the grader does: calls `scrape` on pages that fail and on the 200 pages, and judges by what the
 * server saw.
 *
 * The first check of a session also fetches the pages one by one, which takes about half a minute: that is what the time
 * is compared with.
 *
 * @param scrape the learner's function
 * @returns the result: shown in a notebook, and with plain fields for programs
 * @throws {CheckError} if `scrape` is no function, or `delay` is too short to tell anything
 * @throws {PracticeApiError} if the course's own server cannot be reached
 * @example
 * await checkHomework(scrape, { delay: 0.1 });
 */
export async function checkHomework(
  scrape: (urls: string[]) => Promise<Scraped>,
  options: CheckHomeworkOptions = {},
): Promise<HomeworkCheck> {
  const { delay = 0.1 } = options;
  if (typeof scrape !== "function") {
    throw new CheckError(
      `checkHomework(scrape) takes a function (urls: string[]) => Promise<Scraped>, not ${showBriefly(scrape)}`,
    );
  }
  if (!(delay >= leastDelay && delay <= 1)) {
    throw new CheckError(
      `checkHomework(scrape, { delay }): \`delay\` must be a number of seconds from ${leastDelay} to 1, not ${delay}`,
    );
  }
  const spoken = language();
  const say = messages(spoken).homework;
  // The grader calls `scrape` itself, against a server of its own.
  if (process.env["ASYNC_LAB_GRADING"]) return notAttempted(say.gradedElsewhere, spoken);
  const api = await practiceApi({ own: true });
  const call = makeCall(scrape, api, { ...options, delay }, spoken);
  const calls = await callTwice(call);
  if (!calls) return notAttempted(messages(spoken).notAttempted, spoken);
  const check = await judge(calls, call, api, { ...options, delay }, spoken);
  noteVerdict({ exercise: homeworkId, outcome: check.outcome });
  return check;
}

type Options = CheckHomeworkOptions & { readonly delay: number };

/** Calls the learner's function on a fresh run. */
type Call = (part: HomeworkPart) => Promise<ScrapeCall>;

function makeCall(
  scrape: (urls: string[]) => Promise<Scraped>,
  api: PracticeApi,
  { delay, timeLimit = 60, progress = true }: Options,
  spoken: Language,
): Call {
  const say = messages(spoken).homework;
  return async (part) => {
    const own = api.newRun();
    const run = await own.homework(part, part === "pages" ? { delay } : {});
    const timeLimitMs = part === "pages" ? timeLimit * 1000 : Math.min(timeLimit * 1000, failuresTimeLimitMs);
    return callScrape(scrape, own, run, { name: say.own[part], timeLimitMs, progress });
  };
}

/**
 * The call on the pages that fail, and the one on the 200 pages: in this order, so that code which runs for the first
 * time is not timed.
 *
 * @returns `undefined` where nothing was attempted
 */
async function callTwice(call: Call): Promise<Calls<ScrapeCall> | undefined> {
  const failures = await call("failures");
  const { ended, observed, value } = failures.evidence;
  const nothingAsked = observed.requests === 0;
  const nothingBack = ended === "returned" && value === undefined;
  if (nothingAsked && (isTodo(failures.thrown) || nothingBack)) return undefined;
  // It would not end on the other pages either.
  const stuck = nothingAsked && ended === "timed out";
  return { failures, pages: stuck ? failures : await call("pages") };
}

async function judge(
  first: Calls<ScrapeCall>,
  call: Call,
  api: PracticeApi,
  options: Options,
  spoken: Language,
): Promise<HomeworkCheck> {
  const say = messages(spoken);
  const sequential =
    first.pages.evidence.observed.requests > 0
      ? await measureSequential(api, options, spoken)
      : emptyRecording(say.homework.oneByOne);
  const { calls, judgements, again } = await judgeBest(first, call, sequential.value);
  const { evidence, recording, thrown } = calls.pages;
  const points = sumPoints(judgements);
  const met = judgements.filter((judgement) => judgement.met).length;
  const outcome = evidence.ended === "threw" ? "error" : met === judgements.length ? "right" : "incorrect";
  const fields: HomeworkCheckFields = {
    outcome,
    message: say.homework.summary(points, totalPoints, met, judgements.length),
    judgements: judgements.map((judgement) => tellJudgement(judgement, spoken)),
    points,
    of: totalPoints,
    again,
    ...(evidence.ended === "threw" ? { error: describeError(thrown, say) } : {}),
    recordings: [sequential, recording],
  };
  return new HomeworkCheck(fields, spoken);
}

/** The runs one by one of this session, by delay. */
const measured = new Map<number, Promise<Recording<number>>>();

/** Fetches the pages one by one; once in a session, since it takes its time. */
async function measureSequential(
  api: PracticeApi,
  { delay, lanes = 1, progress = true, onProgress }: Options,
  spoken: Language,
): Promise<Recording<number>> {
  const measure = async () => {
    const run = await api.newRun().homework("pages", { delay });
    const go = () => runSequential(run, { lanes, ...(onProgress ? { onPage: onProgress } : {}) });
    return record(messages(spoken).homework.oneByOne, go, { progress, total: run.urls.length });
  };
  const measuring = measured.get(delay) ?? measure();
  measured.set(delay, measuring);
  try {
    return await measuring;
  } catch (error) {
    measured.delete(delay);
    throw error;
  }
}

function emptyRecording(name: string): Recording<number> {
  return { name, startedAt: Date.now(), totalMs: 0, requests: [], loopDelay: [], value: NaN };
}

function notAttempted(message: string, spoken: Language): HomeworkCheck {
  const say = messages(spoken).homework;
  const recordings = [emptyRecording(say.oneByOne), emptyRecording(say.own.pages)] as const;
  const fields = {
    outcome: "not attempted",
    message,
    judgements: [],
    points: 0,
    of: totalPoints,
    again: 0,
    recordings,
  } as const;
  return new HomeworkCheck(fields, spoken);
}
