import type { Facts } from "./facts.js";
import { endReasons, judged } from "./judged.js";
import type { Judgement } from "./judgement.js";
import { readNumbers } from "./printed-numbers.js";

/** A report has few numbers; among very many, some would be right by chance. */
const mostNumbers = 40;

/** A call that takes longer than this many times what the server saw has been held up to make a false time true. */
const mostBeside = 2;

/** For figures that are true, and for a report that was printed. */
const points = { true: 5, printed: 5 } as const;

/** Judges whether the report was printed and true: what it says is held against what the server saw. */
export function judgeReport(pages: Facts, failures: Facts): Judgement {
  const { evidence, proven, rows, failed, totalMs, spanMs } = pages;
  const { run, ended, callMs } = evidence;
  const all = run.pages.length;
  const numbers = readReport(pages);
  // A clock that starts before the first request, and stops when all is closed, has more to tell than the server saw.
  const longestMs = Math.max(spanMs, Math.min(callMs, mostBeside * spanMs));
  const isTime = (ms: number, roundedToMs = 1) => ms >= spanMs - roundedToMs && ms <= longestMs + roundedToMs;
  const successPrinted = tellSuccess(numbers, pages, [proven.size]);
  // Rounded or cut off: to whole seconds, or to a decimal at least.
  const isSeconds = (value: number) => isTime(value * 1000, Number.isInteger(value) ? 999 : 99);
  const timePrinted = numbers.some((value) => isTime(value) || isSeconds(value));
  const timeTrue = totalMs !== undefined && isTime(totalMs);
  const countsTrue = rows === proven.size && failed?.length === all - proven.size;
  const seen = {
    totalMs: totalMs === undefined ? -1 : Math.round(totalMs),
    spanMs: Math.round(spanMs),
    rows,
    failed: failed?.length ?? -1,
    proven: proven.size,
    notProven: all - proven.size,
    successPrinted,
    timePrinted,
    provenFailures: failures.proven.size,
  };
  // A figure that stands in the code is right where it was tried, and nowhere else.
  const isCounted =
    failures.evidence.ended !== "returned" ||
    tellSuccess(readReport(failures), failures, [failures.proven.size, failures.rows]);
  const reason = () => {
    if (ended !== "returned") return endReasons[ended];
    if (totalMs === undefined || failed === undefined) return "not-the-result";
    if (!timeTrue) return "total-not-true";
    if (!countsTrue) return "counts-not-true";
    if (numbers.length === 0) return "no-report";
    if (!successPrinted) return "report-without-success";
    if (!timePrinted) return "report-without-time";
    return isCounted ? "met" : "report-always-the-same";
  };
  const total =
    (timeTrue && countsTrue ? points.true : 0) +
    (successPrinted && timePrinted && isCounted ? points.printed : 0);
  return judged("report", reason(), total, seen);
}

/** The last numbers that a call printed, in every way they can be read. */
const readReport = ({ evidence }: Facts): number[] =>
  readNumbers(evidence.printed).slice(-mostNumbers).flat();

/** Whether one of the numbers says that so many pages came, as any of these counts has it. */
function tellSuccess(
  numbers: readonly number[],
  { evidence, exist }: Facts,
  counts: readonly number[],
): boolean {
  const all = evidence.run.pages.length;
  return numbers.some((value) => counts.some((came) => isSuccess(value, came, all, exist)));
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
