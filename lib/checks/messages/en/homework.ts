import { formatDuration, formatNumber } from "../../../record/index.js";
import type { ToldGaps } from "../../homework/gaps.js";
import type { Seen } from "../../homework/seen.js";
import { plural } from "../words.js";

const ms = (value: number) => `${formatNumber(value, "en")} ms`;
const time = (value: number) => formatDuration(value, "en");
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
  states: { met: "Met", partly: "Partly", missed: "Not met" },
  /** What charts call the runs. */
  oneByOne: "one by one",
  own: { pages: "your scrape", failures: "your scrape, pages that fail" },
  evidence: {
    success: (seen: Seen["success"]) =>
      `${seen.proven} of the ${seen.exist} pages that exist (${formatNumber(seen.percent, "en", 1)} %), 95 % needed`,
    inFlight: (seen: Seen["inFlight"]) =>
      `${seen.most} in flight at the busiest moment, 10 needed, 20 allowed`,
    time: (seen: Seen["time"]) =>
      `${time(seen.ms)}, ${time(seen.limitMs)} allowed: one by one takes ${time(seen.sequentialMs)}`,
    retries: (seen: Seen["retries"]) =>
      [
        `${seen.came} of ${seen.of} pages came after three failures`,
        seen.firstMs > 0 ? `mean waits ${waits(seen)}` : "no waits",
        `${seen.repeated} of ${seen.missing} missing pages asked for again`,
        `Retry-After heeded ${seen.heeded} of ${seen.asking} times`,
      ].join("; "),
    report: (seen: Seen["report"]) =>
      seen.totalMs < 0
        ? `no total time returned; the server saw ${time(seen.spanMs)} and ${plural(seen.proven, "page")}`
        : `returned ${time(seen.totalMs)} and ${plural(seen.rows, "page")}; the server saw ${time(seen.spanMs)} and ${plural(seen.proven, "page")}`,
    closed: (seen: Seen["closed"]) =>
      `${plural(seen.inFlight, "request")} still in flight, ${seen.requestsAfter} begun after the end, ${plural(seen.connections, "connection")} left open`,
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
      met: () => "The pages came, and each row has its token.",
      "too-few-pages": (seen: Seen["success"]) =>
        `The server sent you ${seen.sent} of the ${seen.exist} pages that exist: ask again for those that answer with a 5xx.`,
      "returned-early": () =>
        "`scrape` returned before its pages were there: is there an `await` before `Promise.all` or `Promise.allSettled`? The rest follows from that.",
      "rows-not-as-sent": (seen: Seen["success"]) =>
        `The server sent you ${plural(seen.sent, "page")}, but ${seen.proven} of your ${plural(seen.rows, "row")} are such pages: keep each page as it came, \`token\` and all.`,
      "no-rows": (seen: Seen["success"]) =>
        `The server sent you ${plural(seen.sent, "page")}, but the result has none: \`scrape\` returns \`{ countries, failed, totalMs }\`, with the pages in \`countries\`.`,
    },
    inFlight: {
      met: () => "The slots were used, and never more than there are.",
      "too-many-in-flight": (seen: Seen["inFlight"]) =>
        `At the busiest moment ${seen.most} requests were in flight: let everything pass through one limit, retries too.`,
      "not-concurrent": (seen: Seen["inFlight"]) =>
        `At the busiest moment ${plural(seen.most, "request")} ${seen.most === 1 ? "was" : "were"} in flight: begin the next ones before the first has its answer, up to 20.`,
      "too-few-pages-to-judge": (seen: Seen["inFlight"]) =>
        `Of ${seen.exist} pages the server sent ${seen.sent}, too few to judge how they were fetched.`,
    },
    time: {
      met: (seen: Seen["time"]) =>
        `That is ${formatNumber(seen.times, "en", 1)} times as fast as one by one.`,
      "too-slow": (seen: Seen["time"]) =>
        `That is ${formatNumber(seen.times, "en", 1)} times as fast as one by one, and 10 times is needed: are all 20 slots in use, and does a page that waits hold up others?`,
      "too-slow-waits": (seen: Seen["time"]) =>
        `Your waits were ${waits(seen)}; the task asks for 1,000, 2,000 and 4,000, and for twice as long at most.`,
      "too-slow-missing": (seen: Seen["time"]) =>
        `The 404s that you repeated, at ${plural(seen.repeated, "page")}, take the time; see the retries.`,
      "too-few-pages-to-judge": (seen: Seen["time"]) =>
        `Being fast counts when the pages come: ${seen.proven} of ${seen.exist} did, and 95 % is needed.`,
    },
    retries: {
      met: () => "Failures were repeated with growing waits, and only where that helps.",
      "failures-not-fetched": () => "When `scrape` was given pages that fail, it fetched none of them.",
      "no-retry": () =>
        "No page was asked for again: a 5xx may pass, so try up to 5 times. If you have a loop: is there an `await` after `return`, inside the `try`? Without it `catch` catches nothing.",
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
      "no-wait": (seen: Seen["retries"]) =>
        `The first retry came after ${ms(seen.firstMs)} on average: wait a second before it, then longer.`,
      "waits-do-not-grow": (seen: Seen["retries"]) =>
        `The waits were ${ms(seen.firstMs)}, ${ms(seen.secondMs)} and ${ms(seen.thirdMs)} on average: double them each time.`,
      "waits-too-short": (seen: Seen["retries"]) =>
        `The waits were ${ms(seen.firstMs)}, ${ms(seen.secondMs)} and ${ms(seen.thirdMs)} on average: make them 1,000, 2,000 and 4,000 ms; jitter makes a wait longer, never shorter.`,
      "waits-too-long": (seen: Seen["retries"]) =>
        `The waits were ${ms(seen.firstMs)}, ${ms(seen.secondMs)} and ${ms(seen.thirdMs)} on average: make them 1,000, 2,000 and 4,000 ms, and with jitter twice as long at most.`,
      "retry-after-ignored": (seen: Seen["retries"]) =>
        `\`Retry-After: 2\` was heeded ${seen.heeded} of ${seen.asking} times: wait as many seconds as it says.`,
      "not-in-failed": () => "The page that never came is not in `failed`: put its address there.",
    },
    report: {
      met: () => "What was reported is what the server saw.",
      "not-the-result": () =>
        "The result lacks `totalMs` or `failed`: `scrape` returns `{ countries, failed, totalMs }`.",
      "total-not-true": (seen: Seen["report"]) =>
        `\`totalMs\` says ${time(seen.totalMs)}, and the server saw ${time(seen.spanMs)}: measure from the first request to the last answer, in ms.`,
      "counts-not-true": (seen: Seen["report"]) =>
        `\`countries\` has ${seen.rows} and \`failed\` ${Math.max(0, seen.failed)}, where ${seen.proven} pages came and ${seen.notProven} did not: each URL belongs into one of them, once.`,
      "no-report": () => "Nothing was printed: print how many pages came, and in what time.",
      "report-without-success": (seen: Seen["report"]) =>
        `The report does not say how many pages came (${seen.proven}), as a number or in per cent, among the last things that it prints.`,
      "report-always-the-same": (seen: Seen["report"]) =>
        `Of the difficult pages ${seen.provenFailures} came, and there the report does not say so: print what you count, each time.`,
      "report-without-time": (seen: Seen["report"]) =>
        `The report does not say how long it took (${time(seen.spanMs)}), in s or ms, among the last things that it prints.`,
    },
    closed: {
      met: () => "When `scrape` was over, all was over.",
      "requests-after-the-end": (seen: Seen["closed"]) =>
        `After \`scrape\` had ended, ${plural(seen.requestsAfter, "more request")} came: \`await\` all that you begin.`,
      "left-in-flight": (seen: Seen["closed"]) =>
        `When \`scrape\` ended, ${plural(seen.inFlight, "request")} had no answer yet: \`await\` all that you begin.`,
      "connections-left-open": (seen: Seen["closed"]) =>
        `${plural(seen.connections, "connection")} stayed open that nobody uses: close what you open.`,
    },
  },
};
