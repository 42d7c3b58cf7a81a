import { formatDuration, formatNumber } from "../../../record/index.js";
import type { ToldGaps, ToldWait } from "../../homework/gaps.js";
import type { Seen } from "../../homework/seen.js";
import { plural } from "../words.js";

const ms = (value: number) => `${formatNumber(value, "en")} ms`;
const time = (value: number) => formatDuration(value, "en");
/** The wait that is furthest off. */
const wrongWait = ({ wrongAttempt, wrongMs, askedMs }: ToldWait) =>
  `before attempt ${wrongAttempt} a page waited ${ms(wrongMs)}, and between ${ms(askedMs)} and ${ms(2 * askedMs)} are asked for`;
/** The waits that there were. */
const waits = ({ firstMs, secondMs, thirdMs }: ToldGaps) => {
  const there = [firstMs, secondMs, thirdMs].filter((value) => value > 0);
  const [last = "0", ...before] = there.map((value) => formatNumber(value, "en")).reverse();
  return `${[before.reverse().join(", "), last].filter(Boolean).join(" and ")} ms`;
};

/** The words of the homework's judgement: `feedback` has a sentence for each reason. */
export const homework = {
  titles: {
    success: "At least 95 % of the pages",
    inFlight: "At most 20 in flight",
    time: "Ten times as fast as one by one",
    retries: "Retries with growing waits",
    report: "A report that is true",
    closed: "Nothing left open",
  },
  nothingMeasured: "nothing to measure",
  notJudged: (figures: string) => `not judged: ${figures}`,
  summary: (points: number, of: number, met: number, all: number) =>
    met === all
      ? `${points} of ${of} points: all that is asked for is there.`
      : `${points} of ${of} points; ${met} of ${all} criteria are met.`,
  gradedElsewhere: "The homework is being graded: the grader makes this check itself.",
  points: (points: number, of: number) => `${points} of ${of} points`,
  caption: "What the server saw",
  columns: { state: "Result", criterion: "Criterion, and what was measured", points: "Points" },
  states: { met: "Met", told: "Not counted again", partly: "Partly", missed: "Not met" },
  /** What charts call the runs. */
  oneByOne: "one by one",
  own: { pages: "your scrape", failures: "your scrape, pages that fail" },
  evidence: {
    success: (seen: Seen["success"]) =>
      `the server sent ${seen.sent} of the ${seen.exist} pages that exist; ${seen.proven} of them (${formatNumber(seen.percent, "en", 1)} %) are in your rows as they came, 95 % needed`,
    inFlight: (seen: Seen["inFlight"]) => `${seen.most} in flight at the busiest moment, 20 allowed`,
    time: (seen: Seen["time"]) =>
      seen.sent === seen.exist
        ? `${time(seen.ms)}, ${time(seen.limitMs)} allowed: one by one takes ${time(seen.sequentialMs)}`
        : `${time(seen.ms)}, ${time(seen.limitMs)} allowed: one by one what came, ${plural(seen.sent, "page")} of ${seen.exist}, takes ${time(seen.sequentialMs)}`,
    retries: (seen: Seen["retries"]) =>
      [
        `${seen.came} of ${seen.of} pages came after three failures`,
        seen.firstMs > 0 ? `mean waits ${waits(seen)}` : "no waits",
        `${seen.repeated} of ${seen.missing} missing pages asked for again`,
        `Retry-After heeded ${seen.heeded} of ${seen.asking} times`,
      ].join("; "),
    report: (seen: Seen["report"]) =>
      seen.totalMs < 0
        ? `no total time returned; the server saw ${time(seen.spanMs)} and sent ${plural(seen.sent, "page")}`
        : `returned ${time(seen.totalMs)} and ${plural(seen.rows, "row")}; the server saw ${time(seen.spanMs)} and sent ${plural(seen.sent, "page")}`,
    closed: (seen: Seen["closed"]) =>
      `${plural(seen.inFlight, "request")} still in flight, ${seen.requestsAfter} begun after the end, ${plural(seen.connections, "connection")} without a request left open`,
  },
  ends: {
    "no-pages-fetched": "The server sent no page: `scrape` has to fetch the URLs that it is given.",
    "too-many-requests":
      "More requests came than the server can write down, so nothing can be judged: look for a loop that asks on and on.",
    threw:
      "`scrape` threw an error. If a page did not come, its address goes into `failed`, and the rest goes on. If it is a TypeError, look for an `await` that is missing.",
    "not-written": "`scrape` is still to be written.",
    "never-settles":
      "`scrape` waits for ever: no request is in flight and no timer runs, so its promise can never settle. Look for a `new Promise` whose `resolve` nobody calls, or a slot that nobody gives back.",
    "timed-out":
      "`scrape` used all of its time: look for a loop that goes on asking or computing and never comes to an end.",
    "process-ended":
      "The program ended while `scrape` was at work: it called `process.exit`, or used up its memory.",
    "not-called": "`scrape` was not called: the notebook does not define it, or did not run that far.",
  },
  feedback: {
    success: {
      met: () => "The pages came, and their tokens prove it.",
      "too-few-pages": (seen: Seen["success"]) =>
        `The server sent you ${seen.sent} of the ${seen.exist} pages that exist: ask again for those that answer with a 5xx.`,
      "not-asked": (seen: Seen["success"]) =>
        `Of the ${seen.exist} pages that exist, ${seen.notAsked} were never asked for: go through all the URLs that \`scrape\` is given.`,
      "given-up": (seen: Seen["success"]) =>
        `The server sent you ${seen.sent} of the ${seen.exist} pages that exist; at ${seen.givenUp} your program went away before the answer, which takes 2 s here: allow more time, or ask again.`,
      "returned-early": () =>
        "`scrape` returned before its pages were there: is there an `await` before `Promise.all` or `Promise.allSettled`? The rest follows from that.",
      "rows-not-as-sent": (seen: Seen["success"]) =>
        `The server sent you ${plural(seen.sent, "page")}, and ${seen.proven} of them are in your ${plural(seen.rows, "row")} as they came: keep each page as it is, \`token\` and all.`,
      "rows-left-out": (seen: Seen["success"]) =>
        `The server sent you ${plural(seen.sent, "page")}, and ${seen.proven} of them are in \`countries\`: put every page there that came.`,
      "no-rows": (seen: Seen["success"]) =>
        `The server sent you ${plural(seen.sent, "page")}, but the result has none: \`scrape\` returns \`{ countries, failed, totalMs }\`, with the pages in \`countries\`.`,
    },
    inFlight: {
      met: () => "There were never more than 20.",
      "too-many-in-flight": (seen: Seen["inFlight"]) =>
        `At the busiest moment ${seen.most} requests were in flight: let everything pass through one limit, retries too.`,
      "too-few-pages-to-judge": (seen: Seen["inFlight"]) =>
        `Of ${seen.exist} pages the server sent ${seen.sent}, too few to judge how they were fetched.`,
    },
    time: {
      met: (seen: Seen["time"]) =>
        `That is ${formatNumber(seen.times, "en", 1)} times as fast as one by one.`,
      "too-slow": (seen: Seen["time"]) =>
        `That is ${formatNumber(seen.times, "en", 1)} times as fast as one by one, and 10 times is needed: are all 20 slots in use, and does a page that waits hold up others?`,
      "not-concurrent": (seen: Seen["time"]) =>
        `That is ${formatNumber(seen.times, "en", 1)} times as fast as one by one, and 10 times is needed; at the busiest moment ${plural(seen.most, "request")} ${seen.most === 1 ? "was" : "were"} in flight: begin the next ones before the first has its answer, up to 20.`,
      "told-elsewhere": () =>
        "What makes it slower is what it does about pages that fail, and that has cost its points under the retries.",
      "too-few-pages-to-judge": (seen: Seen["time"]) =>
        `Being fast counts when the pages come: the server sent ${seen.sent} of ${seen.exist}, less than a quarter.`,
    },
    retries: {
      met: () => "Failures were repeated with growing waits, and only where that helps.",
      "told-elsewhere": () =>
        "Pages that do not exist were asked for on and on, so that `scrape` did not end: that has cost the points of the pages.",
      "failures-not-fetched": () => "When `scrape` was given pages that fail, it fetched none of them.",
      "returned-early": (seen: Seen["retries"]) =>
        `When \`scrape\` returned, ${seen.came} of ${seen.of} pages that fail three times had come, and it was still asking: what comes after the end does not count.`,
      "no-retry": () =>
        "No page that failed was asked for again: a 5xx may pass, so try up to 5 times. If you have a loop: is there an `await` after `return`, inside the `try`? Without it `catch` catches nothing.",
      "missing-repeated": (seen: Seen["retries"]) =>
        `A 404 was asked for again at ${seen.repeated} of ${plural(seen.missing, "page")}: what is missing stays missing, so repeat a 5xx only.`,
      "never-gives-up": (seen: Seen["retries"]) =>
        seen.endless
          ? "`scrape` did not end on the difficult pages: a page that fails every time is given up after 5 attempts."
          : `A page that never comes was asked for ${seen.neverAttempts} times: give up after 5 attempts.`,
      "more-than-five": (seen: Seen["retries"]) =>
        `One page was asked for ${seen.neverAttempts} times: give up after 5.`,
      "gives-up-early": (seen: Seen["retries"]) =>
        `Of ${seen.of} pages that fail three times, ${seen.came} came: make up to 5 attempts at a page.`,
      "never-asked-again": () =>
        "The page that never comes was asked for once only: make up to 5 attempts at a page.",
      "no-wait": (seen: Seen["retries"]) =>
        `The first retry came after ${ms(seen.firstMs)} on average: wait a second before it, then longer.`,
      "waits-do-not-grow": (seen: Seen["retries"]) =>
        `The waits were ${ms(seen.firstMs)}, ${ms(seen.secondMs)} and ${ms(seen.thirdMs)} on average: double them each time.`,
      "waits-too-short": (seen: Seen["retries"]) =>
        `Too short: ${wrongWait(seen)}. Jitter makes a wait longer, never shorter.`,
      "waits-too-long": (seen: Seen["retries"]) => `Too long: ${wrongWait(seen)}.`,
      "retry-after-ignored": (seen: Seen["retries"]) =>
        `\`Retry-After: 2\` was heeded ${seen.heeded} of ${seen.asking} times: wait as many seconds as it says.`,
      "not-in-failed": () => "The page that never came is not in `failed`: put its address there.",
    },
    report: {
      met: () => "What was reported is what the server saw.",
      "told-elsewhere": () =>
        "`scrape` gave nothing back that could be held against what the server saw, and that has cost its points with the pages.",
      "not-the-result": () =>
        "The result lacks `totalMs` or `failed`: `scrape` returns `{ countries, failed, totalMs }`.",
      "total-not-true": (seen: Seen["report"]) =>
        `\`totalMs\` says ${time(seen.totalMs)}, and the server saw ${time(seen.spanMs)}: measure from the first request to the last answer, in ms.`,
      "counts-not-true": (seen: Seen["report"]) =>
        `\`countries\` has ${plural(seen.rows, "row")}, with ${seen.proven} of the ${plural(seen.sent, "page")} that came, and \`failed\` has ${seen.failed}, where ${seen.notSent} did not come: each URL belongs into one of them, once.`,
      "no-report": () => "Nothing was printed: print how many pages came, and in what time.",
      "report-without-success": (seen: Seen["report"]) =>
        `The report does not say how many pages came (${seen.sent}), as a number or in per cent, among the last things that it prints.`,
      "report-always-the-same": (seen: Seen["report"]) =>
        `Of the difficult pages ${seen.sentFailures} came, and there the report does not say so: print what you count, each time.`,
      "report-without-time": (seen: Seen["report"]) =>
        `The report does not say how long it took (${time(seen.spanMs)}), in s or ms or minutes and seconds, among the last things that it prints.`,
    },
    closed: {
      met: () => "When `scrape` had ended no request was under way, and none came after it.",
      "told-elsewhere": () =>
        "`scrape` was stopped before it could close anything, and that has cost its points in another line.",
      "requests-after-the-end": (seen: Seen["closed"]) =>
        `After \`scrape\` had ended, ${plural(seen.requestsAfter, "more request")} came: \`await\` all that you begin.`,
      "left-in-flight": (seen: Seen["closed"]) =>
        `When \`scrape\` ended, ${plural(seen.inFlight, "request")} had no answer yet: \`await\` all that you begin.`,
      "connections-left-open": (seen: Seen["closed"]) =>
        `${plural(seen.connections, "connection")} stayed open without a request: close what you open.`,
    },
  },
};
