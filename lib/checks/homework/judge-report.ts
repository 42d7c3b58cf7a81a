import { isTooLittleToJudge, type Facts } from "./facts.js";
import { endReasons, judged, toldElsewhere, type Judgement } from "./judgement.js";
import { readNumbers, readTimes } from "./printed.js";

/** A report has few numbers; among very many, some would be right by chance. */
const maxNumbers = 40;
/** The same of times in several units: looked for in the last characters. */
const maxTimesIn = 400;

/** A call that takes longer than this many times what the server saw has been held up to make a false time true. */
const maxBeside = 2;

/** For figures that are true, and for a report that was printed. */
const points = { true: 5, printed: 5 } as const;

/** Reasons for which rows have cost their points already: then `countries` is not counted again. */
const rowsTold = ["rows-not-as-sent", "rows-left-out", "no-rows"];

/**
 * Judges whether the report was printed and true: what it says is held against what the server saw. Where the result is not
 * true, a print that says the same as the result costs nothing more.
 *
 * @param successReason how the pages were judged: a fault costs once
 */
export function judgeReport(pages: Facts, failures: Facts, successReason: string): Judgement {
  const { evidence, proven, rows, failed, totalMs, spanMs, sent } = pages;
  const { run, ended, callMs, printed } = evidence;
  const notSent = run.pages.length - sent;
  const numbers = readReport(pages);
  // A clock that starts before the first request, and stops when all is closed, has more to tell than the server saw.
  const longestMs = Math.max(spanMs, Math.min(callMs, maxBeside * spanMs));
  const isTime = (ms: number, roundedToMs = 1) =>
    (ms >= spanMs - roundedToMs && ms <= longestMs + roundedToMs) ||
    (totalMs !== undefined && [totalMs, 1000 * totalMs].some((own) => Math.abs(ms - own) <= roundedToMs));
  const successPrinted = tellSuccess(numbers, pages);
  // Rounded or cut off: to whole seconds, or to a decimal at least.
  const isSeconds = (value: number) => isTime(value * 1000, Number.isInteger(value) ? 999 : 99);
  const timePrinted =
    numbers.some((value) => isTime(value) || isSeconds(value)) ||
    readTimes(printed.slice(-maxTimesIn)).some(({ ms, roundedToMs }) => isTime(ms, roundedToMs));
  const timeTrue = totalMs !== undefined && totalMs >= spanMs - 1 && totalMs <= longestMs + 1;
  const isRowsTold = rowsTold.includes(successReason);
  const rowsTrue = isRowsTold || (rows === sent && proven.size === sent);
  // So have pages that were never asked for.
  const listed = successReason === "not-asked" ? notSent - notAskedOf(pages) : notSent;
  const failedTrue =
    failed?.length === listed || (isRowsTold && failed?.length === run.pages.length - proven.size);
  const countsTrue = rowsTrue && failedTrue;
  const seen = {
    totalMs: totalMs === undefined ? -1 : Math.round(totalMs),
    spanMs: Math.round(spanMs),
    rows,
    failed: failed?.length ?? -1,
    proven: proven.size,
    sent,
    notSent,
    successPrinted,
    timePrinted,
    sentFailures: failures.sent,
  };
  // A figure that stands in the code is right where it was tried, and nowhere else.
  const isCounted = failures.evidence.ended !== "returned" || tellSuccess(readReport(failures), failures);
  const reason = () => {
    // Nothing was given back, and that has cost its points with the pages.
    if (ended !== "returned") return isTooLittleToJudge(pages) ? endReasons[ended] : toldElsewhere;
    if (successReason === "no-rows" && totalMs === undefined && failed === undefined) return toldElsewhere;
    if (totalMs === undefined || failed === undefined) return "not-the-result";
    if (!timeTrue) return "total-not-true";
    if (!countsTrue) return "counts-not-true";
    if (printed.trim() === "") return "no-report";
    if (!successPrinted) return "report-without-success";
    if (!timePrinted) return "report-without-time";
    return isCounted ? "met" : "report-always-the-same";
  };
  const total =
    (timeTrue && countsTrue ? points.true : 0) +
    (successPrinted && timePrinted && isCounted ? points.printed : 0);
  return judged("report", reason(), total, seen);
}

/** Of all pages, those that do not exist included. */
const notAskedOf = ({ evidence, attemptsAt }: Facts): number =>
  evidence.run.pages.filter((page) => attemptsAt(page).length === 0).length;

/** The last numbers that a call printed, in every way they can be read. */
const readReport = ({ evidence }: Facts): number[] => readNumbers(evidence.printed).slice(-maxNumbers).flat();

/** Whether one of the numbers says how many pages came: as the server saw it, or as the result has it, true or not. */
function tellSuccess(numbers: readonly number[], { evidence, exist, sent, rows, proven }: Facts): boolean {
  const all = evidence.run.pages.length;
  return numbers.some((value) =>
    [sent, rows, proven.size].some((came) => isSuccess(value, came, all, exist)),
  );
}

/** A count, a per cent, or a part of 1: a success of 100 % may be meant of all pages, or of those that exist. */
function isSuccess(value: number, came: number, all: number, exist: number): boolean {
  if (value === came) return true;
  return [all, exist].some((whole) => {
    const part = came / whole;
    // Rounded or cut off, with or without decimals.
    return Math.abs(value - 100 * part) < 1 || (part < 1 && Math.abs(value - part) < 0.01);
  });
}
