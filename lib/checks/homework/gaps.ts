/** The waits between one attempt at a page and the next. */
import { measureGaps } from "@async-lab/practice-api";
import type { Facts } from "./facts.js";
import { homeworkLimits } from "./limits.js";

/** What the sentences tell of them; 0 where there was none. */
export type ToldGaps = Readonly<Record<"firstMs" | "secondMs" | "thirdMs", number>>;

/** What is wrong with waits. */
export type WrongWaits = "no-wait" | "waits-do-not-grow" | "waits-too-short" | "waits-too-long";

/** The waits at each page of the run of failures that fails three times or always, in ms. */
export function readGaps(failures: Facts): number[][] {
  return failures.evidence.run.pages
    .filter((page) => page.failures >= 3 || page.never)
    .map((page) => measureGaps(failures.attemptsAt(page)));
}

/** The means, rounded. */
export function tellGaps(gaps: readonly (readonly number[])[]): ToldGaps {
  const rounded = (place: number) => {
    const ms = meanAt(gaps, place);
    return Number.isFinite(ms) ? Math.round(ms) : 0;
  };
  return { firstMs: rounded(0), secondMs: rounded(1), thirdMs: rounded(2) };
}

/** A wait that is not as asked for, and the figures that its sentence tells. */
export interface WrongWait extends ToldWait {
  readonly why: WrongWaits;
  /** Whether one was too long. */
  readonly long: boolean;
}

/** The wait that is furthest from what is asked for: before which attempt, and how long. 0 where all are right. */
export type ToldWait = Readonly<Record<"wrongAttempt" | "wrongMs" | "askedMs", number>>;

export const noWrongWait: ToldWait = { wrongAttempt: 0, wrongMs: 0, askedMs: 0 };

/**
 * Judges waits: each lies between what is asked for and twice that. Whether one was too long can be seen only where every
 * page had a slot from the beginning: with fewer slots a retry may have to wait for one.
 *
 * @returns what is wrong, told by all of them together, with the one that is furthest off; undefined where each is right
 */
export function judgeWaits(failures: Facts): WrongWait | undefined {
  const { waitsMs, maxTimesTheWait, noWaitMs, minGrowth, roundingMs } = homeworkLimits;
  const { run, observed } = failures.evidence;
  const hadSlots = observed.maxInFlight >= run.pages.length;
  const gaps = readGaps(failures);
  const all = gaps.flatMap((own) =>
    own.slice(0, waitsMs.length).map((ms, place) => {
      const askedMs = waitsMs[place] ?? 0;
      const isShort = ms < askedMs - roundingMs.below;
      const isLong = hadSlots && ms > maxTimesTheWait * askedMs + roundingMs.above;
      return { ms, askedMs, wrongAttempt: place + 2, isShort, isLong };
    }),
  );
  const short = all.filter(({ isShort }) => isShort).sort((a, b) => a.ms / a.askedMs - b.ms / b.askedMs);
  const long = all.filter(({ isLong }) => isLong).sort((a, b) => b.ms / b.askedMs - a.ms / a.askedMs);
  const worst = short[0] ?? long[0];
  if (!worst) return undefined;
  const why = () => {
    if (all.every(({ ms }) => ms <= noWaitMs)) return "no-wait";
    // By the means: jitter may make a later wait at one page shorter than an earlier one at another.
    if (meanAt(gaps, 2) < minGrowth * meanAt(gaps, 0)) return "waits-do-not-grow";
    return worst.isShort ? "waits-too-short" : "waits-too-long";
  };
  const { ms, askedMs, wrongAttempt } = worst;
  return { why: why(), long: long.length > 0, wrongAttempt, wrongMs: Math.round(ms), askedMs };
}

function meanAt(gaps: readonly (readonly number[])[], place: number): number {
  const values = gaps.flatMap((own) => own[place] ?? []);
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
