/** The waits between attempts: how long they are of their own, and with `Retry-After`. */
import { lastAnswer } from "./attempts.js";
import { violation } from "./messages.js";
import { seenIn, roundingMs, type Visit } from "./visit.js";

/** The waits before the next attempts, in ms, without jitter. */
export const dueWaits = (second: number): readonly number[] => [1, 2, 4, 8].map((times) => times * second);

/** Two visits to pages alike: chance is held at its low end in one, and at its high end in the other. */
interface VisitPair {
  readonly low: Visit;
  readonly high: Visit;
}

/** Whether every wait is as long as it is due, up to twice as long. */
export function areWaitsInRange({ gapsMs, second }: Visit): boolean {
  return dueWaits(second).every((due, index) => gapsMs[index] === undefined || isInRange(gapsMs[index], due));
}

/** Whether the waits have jitter. */
export function areRandom({ low, high }: VisitPair): boolean {
  return low.gapsMs.some((gap, index) => !isSame(gap, high.gapsMs[index] ?? 0));
}

/** Refuses waits that are not 1, 2, 4 and 8 seconds, each with jitter that makes it longer by as much again at most. */
export function requireWaits({ low, high }: VisitPair): void {
  const due = dueWaits(low.second);
  if ([...low.gapsMs, ...high.gapsMs].every((gap) => gap <= roundingMs)) {
    throw seenIn(
      low,
      violation("no-waits", { attempts: low.attempts.length }, { fromMs: low.attempts[1]?.startMs ?? 0 }),
    );
  }
  const isRandom = areRandom({ low, high });
  const fits = isRandom
    ? [low, high].every(areWaitsInRange)
    : due.every((wait, index) => isSame(wait, low.gapsMs[index] ?? 0));
  if (fits) return;
  const [lows, highs] = [low.gapsMs, high.gapsMs];
  const isShort = (index: number) => Math.max(lows[index] ?? 0, highs[index] ?? 0) < 0.99 * (due[index] ?? 0);
  const isLong = (index: number) =>
    Math.min(lows[index] ?? 0, highs[index] ?? 0) > 2 * (due[index] ?? 0) + roundingMs;
  const all = [...due.keys()];
  const isJitter =
    isRandom && slipOf(low) !== "late" && !all.some((index) => isShort(index) || isLong(index));
  if (isJitter) refuseJitter(low, high);
  refuseOtherUnit(low);
  refuseShape(low);
}

/** Refuses waits that stay the same when `second` is another one. */
export function requireUnit(visit: Visit, before: Visit): void {
  if (visit.gapsMs.every((gap) => gap <= roundingMs)) return;
  const isStill = visit.gapsMs.every((gap, index) => isSame(gap, before.gapsMs[index] ?? 0));
  if (isStill) throw seenIn(visit, violation("other-unit", unitFigures(visit), placeOf(visit, 0)));
}

/** Refuses waits that are right in one call and not in another. */
export function requireSameWaits(visit: Visit, areRandom: boolean): void {
  const due = dueWaits(visit.second);
  const fits = areRandom
    ? areWaitsInRange(visit)
    : visit.gapsMs.every((gap, index) => isSame(gap, due[index] ?? 0));
  if (fits) return;
  refuseOtherUnit(visit);
  refuseShape(visit);
}

/** Refuses a wait after the last attempt: nothing comes after it. */
export function requirePromptEnd(visit: Visit): void {
  const { attempts, ms, path } = visit;
  const endMs = attempts.at(-1)?.endMs ?? 0;
  if (ms - endMs <= roundingMs) return;
  const figures = { path, waited: Math.round(ms - endMs), last: lastAnswer(visit) ?? 200 };
  throw seenIn(visit, violation("waited-at-the-end", figures, { fromMs: endMs, toMs: ms }));
}

/** Waits that double, from another first one, are counted in another unit. */
function refuseOtherUnit(visit: Visit): void {
  const [first = 0] = visit.gapsMs;
  const isDoubling = visit.gapsMs.every((gap, index) => isSame(gap, first * 2 ** index));
  const isShifted = isSame(first, 2 * visit.second) || isSame(first, visit.second / 2);
  if (!isDoubling || isShifted || isSame(first, visit.second)) return;
  throw seenIn(visit, violation("other-unit", unitFigures(visit), placeOf(visit, 0)));
}

function unitFigures(visit: Visit) {
  const { gapsMs, second } = visit;
  return { waits: listMs(gapsMs), wanted: listMs(dueWaits(second)), second };
}

/** Right but for what chance adds, or takes away. */
function refuseJitter(low: Visit, high: Visit): never {
  const due = dueWaits(low.second);
  const short = low.gapsMs.findIndex((gap, index) => gap < (due[index] ?? 0) - roundingMs);
  const visit = short >= 0 ? low : high;
  const isOff = (gap: number, index: number) => !isInRange(gap, due[index] ?? 0);
  const index = visit.gapsMs.findIndex(isOff);
  const figures = {
    nth: index + 1,
    waited: Math.round(visit.gapsMs[index] ?? 0),
    wanted: due[index] ?? 0,
    second: low.second,
  };
  const place = placeOf(visit, index);
  if (short >= 0) throw seenIn(low, violation("jitter-shortens", figures, place));
  throw seenIn(high, violation("waits-too-long", { ...figures, isOver: true }, place));
}

function refuseShape(visit: Visit): never {
  const { gapsMs, second } = visit;
  const due = dueWaits(second);
  const index = gapsMs.findIndex((gap, at) => !isSame(gap, due[at] ?? 0));
  const figures = { waits: listMs(gapsMs), wanted: listMs(due), second, slip: slipOf(visit) };
  throw seenIn(visit, violation("waits-not-growing", figures, placeOf(visit, Math.max(index, 0))));
}

/** What may have gone wrong, for the hint. */
function slipOf({ gapsMs, second, attempts }: Visit): "early" | "late" | "during" | "other" {
  const due = dueWaits(second);
  const fits = (waits: readonly number[]) => waits.every((wait, index) => isSame(wait, gapsMs[index] ?? 0));
  if (fits(due.map((wait) => wait * 2))) return "late";
  if (fits(due.map((wait) => wait / 2))) return "early";
  // From the start of one attempt to the start of the next.
  const fromStart = gapsMs.map((gap, at) => gap + (attempts[at]?.endMs ?? 0) - (attempts[at]?.startMs ?? 0));
  return due.every((wait, index) => isSame(wait, fromStart[index] ?? 0)) ? "during" : "other";
}

/** The wait with this index, on the timeline. */
export function placeOf({ attempts }: Visit, index: number): { fromMs: number; toMs: number } {
  return { fromMs: attempts[index]?.endMs ?? 0, toMs: attempts[index + 1]?.startMs ?? 0 };
}

export const isSame = (got: number, due: number): boolean => Math.abs(got - due) <= roundingMs;

function isInRange(got: number, due: number): boolean {
  return got >= due - roundingMs && got <= 2 * due + roundingMs;
}

export const listMs = (numbers: readonly number[]): string =>
  numbers.map((each) => Math.round(each)).join(", ");
