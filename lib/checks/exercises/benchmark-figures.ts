import { describe } from "../describe.js";
import { showBriefly } from "../learner-error.js";
import { violation } from "../rule-violation.js";
import type { Summary } from "./answers.js";
import type { Round } from "./benchmark-stand.js";

/** How far a time may be from the one that the check took of the same round: both stop the same clock. */
const isNear = (got: number, expected: number): boolean => Math.abs(got - expected) <= 10 + 0.15 * expected;

/** Refuses anything but one summary for each client. */
export function requireSummaries(value: unknown, names: readonly string[]): readonly Summary[] {
  if (!Array.isArray(value)) throw violation("not-summaries", { got: describe(value) });
  const wrong = (value as readonly unknown[]).find((each) => !isSummary(each));
  if (wrong !== undefined) throw violation("not-summaries", { got: showBriefly(wrong) });
  const summaries = value as readonly Summary[];
  const got = summaries.map(({ name }) => name);
  if ([...got].sort().join() !== [...names].sort().join()) {
    throw violation("not-summaries", { got: showBriefly(got) });
  }
  return summaries;
}

/** Refuses figures that are not those of the measured rounds: the last `rounds` of each client. */
export function requireFigures(
  summaries: readonly Summary[],
  perClient: readonly (readonly Round[])[],
  rounds: number,
): void {
  for (const own of perClient) {
    const times = own.map(({ startMs, endMs }) => endMs - startMs);
    const summary = summaries.find(({ name }) => name === own[0]?.name);
    if (summary) requireFiguresOf(summary, times.slice(-rounds), times.slice(0, -rounds));
  }
}

function isSummary(item: unknown): item is Summary {
  if (typeof item !== "object" || item === null || !("name" in item)) return false;
  const { median, min, max } = item as Partial<Summary>;
  return [median, min, max].every((each) => typeof each === "number" && Number.isFinite(each));
}

function requireFiguresOf(summary: Summary, times: readonly number[], warmUps: readonly number[]): void {
  const { name, median, min, max } = summary;
  const sorted = [...times].sort((a, b) => a - b);
  const [least = 0, most = 0] = [sorted[0], sorted.at(-1)];
  const shown = { name, times: sorted.map((each) => Math.round(each)).join(", ") };
  if (isNear(max * 1000, most) && isNear(median * 1000, middle(sorted))) {
    throw violation("milliseconds", { ...shown, got: max });
  }
  // Compared, rather than judged by a distance: a busy machine can make any round as long as a warm-up.
  if (howFar(summary, [...warmUps, ...times]) < howFar(summary, times)) {
    throw violation("warm-up-counted", {
      name,
      warmUp: Math.round(Math.max(...warmUps)),
      got: Math.round(max),
    });
  }
  if (!isMedian(median, times)) throw violation("median", { ...shown, got: Math.round(median * 10) / 10 });
  if (!isNear(min, least) || !isNear(max, most)) {
    throw violation("range", { ...shown, min: Math.round(min), max: Math.round(max) });
  }
}

/** How far a summary is from the one of these times. */
function howFar({ median, min, max }: Summary, times: readonly number[]): number {
  const sorted = [...times].sort((a, b) => a - b);
  const [least = 0, most = 0] = [sorted[0], sorted.at(-1)];
  return Math.abs(median - middle(sorted)) + Math.abs(min - least) + Math.abs(max - most);
}

/** Near the median, and nearer to it than to whatever else somebody may take for it, however busy the machine is. */
function isMedian(got: number, times: readonly number[]): boolean {
  const sorted = [...times].sort((a, b) => a - b);
  const median = middle(sorted);
  const mean = times.reduce((sum, each) => sum + each, 0) / times.length;
  const others = [mean, ...sorted.filter((each) => each !== median)];
  const distance = Math.abs(got - median);
  return isNear(got, median) && others.every((other) => Math.abs(got - other) > distance);
}

function middle(sorted: readonly number[]): number {
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
