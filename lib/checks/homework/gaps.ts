/** The waits between one attempt at a page and the next. */
import { measureGaps } from "../../practice-api/index.js";
import type { Facts } from "./facts.js";

/** The waits before the first, second and third retry, in ms; `NaN` where there was none. */
export type Gaps = readonly [first: number, second: number, third: number];

/** What the sentences tell of them; 0 where there was none. */
export type ToldGaps = Readonly<Record<"firstMs" | "secondMs" | "thirdMs", number>>;

/** The waits at each page of the run of failures that fails three times or always: there none waits for a slot. */
export function readGaps(failures: Facts): number[][] {
  return failures.evidence.run.pages
    .filter((page) => page.failures >= 3 || page.never)
    .map((page) => measureGaps(failures.attemptsAt(page)));
}

/** The means, rounded. */
export function tellGaps(gaps: readonly (readonly number[])[]): ToldGaps {
  const rounded = (ms: number) => (Number.isFinite(ms) ? Math.round(ms) : 0);
  const [firstMs, secondMs, thirdMs] = middleGaps(gaps, mean);
  return { firstMs: rounded(firstMs), secondMs: rounded(secondMs), thirdMs: rounded(thirdMs) };
}

/** The middle of all first, second and third gaps; `NaN` where there is none. */
export function middleGaps(
  gaps: readonly (readonly number[])[],
  middle: (values: readonly number[]) => number,
): Gaps {
  const at = (place: number) => middle(gaps.flatMap((own) => own[place] ?? []));
  return [at(0), at(1), at(2)];
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length / 2;
  return mean(sorted.slice(Math.ceil(half) - 1, Math.floor(half) + 1));
}
