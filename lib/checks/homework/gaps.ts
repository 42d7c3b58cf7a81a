/** The waits between one attempt at a page and the next. */
import { measureGaps } from "../../practice-api/index.js";
import type { Facts } from "./facts.js";
import { homeworkLimits } from "./limits.js";

/** What the sentences tell of them; 0 where there was none. */
export type ToldGaps = Readonly<Record<"firstMs" | "secondMs" | "thirdMs", number>>;

/** What is wrong with waits. */
export type WrongWaits = "no-wait" | "waits-do-not-grow" | "waits-too-short" | "waits-too-long";

/** One wait. */
export interface Gap {
  readonly ms: number;
  /** When the failed attempt ended, in ms since the run's first request. */
  readonly fromMs: number;
}

/** The waits at each page of the run of failures that fails three times or always. */
export function readGaps(failures: Facts): Gap[][] {
  return failures.evidence.run.pages
    .filter((page) => page.failures >= 3 || page.never)
    .map((page) => {
      const attempts = failures.attemptsAt(page);
      return measureGaps(attempts).map((ms, index) => ({ ms, fromMs: attempts[index]?.endMs ?? 0 }));
    });
}

/** The means, rounded. */
export function tellGaps(gaps: readonly (readonly Gap[])[]): ToldGaps {
  const rounded = (place: number) => {
    const ms = meanAt(gaps, place);
    return Number.isFinite(ms) ? Math.round(ms) : 0;
  };
  return { firstMs: rounded(0), secondMs: rounded(1), thirdMs: rounded(2) };
}

/**
 * Judges waits: each lies between what is asked for and twice that, or ends when a slot is free.
 *
 * @returns what is wrong, told by all of them together; undefined where each is right
 */
export function judgeWaits(failures: Facts): WrongWaits | undefined {
  const { waitsMs, mostTimesTheWait, noWaitMs, leastGrowth, roundingMs } = homeworkLimits;
  const gaps = readGaps(failures);
  const all = gaps.flatMap((own) =>
    own.slice(0, waitsMs.length).map((gap, place) => ({ ...gap, askedMs: waitsMs[place] ?? 0 })),
  );
  const isShort = all.some(({ ms, askedMs }) => ms < askedMs - roundingMs.below);
  const isLong = all.some(({ ms, fromMs, askedMs }) => {
    const longestMs = mostTimesTheWait * askedMs + roundingMs.above;
    return ms > longestMs && hasFreeSlot(failures, fromMs + longestMs);
  });
  if (!isShort && !isLong) return undefined;
  if (all.every(({ ms }) => ms <= noWaitMs)) return "no-wait";
  // By the means: jitter may make a later wait at one page shorter than an earlier one at another.
  if (meanAt(gaps, 2) < leastGrowth * meanAt(gaps, 0)) return "waits-do-not-grow";
  return isShort ? "waits-too-short" : "waits-too-long";
}

/** Whether fewer were in flight at a moment than at the busiest one: with few slots a retry may have to wait for one. */
function hasFreeSlot({ evidence, attemptsAt }: Facts, atMs: number): boolean {
  const attempts = evidence.run.pages.flatMap((page) => attemptsAt(page));
  const inFlight = attempts.filter(({ startMs, endMs = Infinity }) => startMs <= atMs && endMs > atMs).length;
  return inFlight < evidence.observed.mostInFlight;
}

function meanAt(gaps: readonly (readonly Gap[])[], place: number): number {
  const values = gaps.flatMap((own) => own[place]?.ms ?? []);
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
