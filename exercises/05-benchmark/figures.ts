/** Judges the figures of a `benchmark`: those of the measured rounds, to the ms. */
import { describe, showBriefly } from "async-lab/exercise";
import type { Round } from "./fake-clients.js";
import { violation } from "./messages.js";

/** The times of one client, in ms. */
export interface Summary {
  readonly name: string;
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** Who rounds to whole ms is right, too. */
const roundingMs = 1;

type Figures = Pick<Summary, "median" | "min" | "max">;

/** Refuses anything but one summary for each client, with numbers. */
export function requireSummaries(value: unknown, names: readonly string[]): readonly Summary[] {
  if (!Array.isArray(value)) throw violation("not-summaries", { got: describe(value) });
  const list = value as readonly unknown[];
  const wrong = list.findIndex((each) => !isNamed(each));
  if (wrong >= 0) throw violation("not-summaries", { got: showBriefly(list[wrong]) });
  const summaries = value as readonly Summary[];
  const got = summaries.map(({ name }) => name);
  if ([...got].sort().join() !== [...names].sort().join()) {
    throw violation("one-for-each", { got: got.join(", ") || "[]", wanted: names.join(", ") });
  }
  for (const summary of summaries) requireNumbers(summary);
  return summaries;
}

function isNamed(item: unknown): item is { readonly name: string } {
  return typeof item === "object" && item !== null && "name" in item && typeof item.name === "string";
}

function requireNumbers(summary: Summary): void {
  for (const field of ["median", "min", "max"] as const) {
    const got: unknown = summary[field];
    if (typeof got === "number" && Number.isFinite(got)) continue;
    const kind = typeof got === "number" ? "no-number" : typeof got;
    throw violation("not-numbers", { name: summary.name, field, got: showBriefly(got), kind });
  }
}

/** Refuses figures that are not those of the measured rounds: the last `rounds` of each client. */
export function requireFigures(
  summaries: readonly Summary[],
  perClient: readonly (readonly Round[])[],
  rounds: number,
): void {
  for (const own of perClient) {
    const summary = summaries.find(({ name }) => name === own[0]?.name);
    if (summary && !isOf(summary, timesOf(own.slice(-rounds)))) refuse(summary, own, perClient, rounds);
  }
}

function refuse(
  summary: Summary,
  own: readonly Round[],
  perClient: readonly (readonly Round[])[],
  rounds: number,
): never {
  const counted = own.slice(-rounds);
  const times = timesOf(counted);
  const place = { fromMs: 0 };
  const shown = { name: summary.name, times: list(times), got: tell(summary) };
  const fits = (others: readonly number[]) => isOf(summary, others);
  if (isOf(scale(summary, 1000), times)) {
    throw violation("milliseconds", { name: summary.name, times: list(times), got: summary.max });
  }
  const all = timesOf(own);
  const warmUps = all.slice(0, -rounds);
  if (fits(all) || fits(all.slice(0, rounds))) {
    throw violation("warm-up-counted", { ...shown, warmUp: list(warmUps) });
  }
  const sorted = [...all].sort((a, b) => a - b);
  if (fits(sorted.slice(0, rounds)) || fits(sorted.slice(-rounds))) {
    throw violation("another-round-dropped", { ...shown, warmUp: list(warmUps) });
  }
  const every = perClient.map((client) => client.slice(-rounds));
  if (fits(timesOf(every.flat())) || fits(timesOf(perClient.flat()))) throw violation("one-list", shown);
  if (every.some((client) => fits(timesOf(client)))) throw violation("other-client", shown);
  if (pageTimes(counted).some(fits)) throw violation("page-timed", shown);
  if (runningTimes(every, counted).some(fits)) throw violation("one-start", shown);
  throw figureViolation(summary, times, place);
}

/** Times that somebody gets who times pages: any of them, the first, the last, their sum, their mean. */
function pageTimes(rounds: readonly Round[]): readonly (readonly number[])[] {
  const pages = rounds.map(({ calls }) => calls.map(({ startMs, endMs }) => (endMs ?? Infinity) - startMs));
  const count = Math.max(...pages.map((each) => each.length));
  const nth = Array.from({ length: count }, (_, index) => pages.map((each) => each[index] ?? NaN));
  const sums = pages.map((each) => each.reduce((sum, ms) => sum + ms, 0));
  const fastest = pages.map((each) => Math.min(...each));
  return [pages.flat(), ...nth, sums, sums.map((sum) => sum / count), fastest];
}

/** Times that somebody gets who does not start the clock anew for each round: but for each cycle, or once. */
function runningTimes(
  perClient: readonly (readonly Round[])[],
  own: readonly Round[],
): readonly (readonly number[])[] {
  const cycleStart = (index: number) =>
    Math.min(...perClient.map((each) => each[index]?.startMs ?? Infinity));
  const cycleEnd = (index: number) => Math.max(...perClient.map((each) => each[index]?.endMs ?? 0));
  const first = cycleStart(0);
  const wholes = own.map((_, index) => cycleEnd(index) - cycleStart(index));
  return [
    own.map(({ endMs }, index) => endMs - cycleStart(index)),
    wholes,
    wholes.map((ms) => ms / perClient.length),
    own.map(({ endMs }) => endMs - first),
    own.map(({ endMs }) => endMs - (own[0]?.startMs ?? 0)),
  ];
}

/** The rounds are the right ones; what is made of them is not. */
function figureViolation(summary: Summary, times: readonly number[], place: { readonly fromMs: number }) {
  const { name, median, min, max } = summary;
  const sorted = [...times].sort((a, b) => a - b);
  const mean = times.reduce((sum, each) => sum + each, 0) / times.length;
  const shown = { name, times: list(sorted) };
  if (!isSame(median, middle(sorted))) {
    const asText = [...times].sort((a, b) => (String(a) < String(b) ? -1 : 1));
    const slips = { mean, order: middle(times), text: middle(asText) };
    const found = Object.entries(slips).find(([, value]) => isSame(median, value));
    return violation(
      "median",
      { ...shown, got: Math.round(median * 10) / 10, slip: found?.[0] ?? "other" },
      place,
    );
  }
  return violation("range", { ...shown, min: Math.round(min), max: Math.round(max) }, place);
}

function isOf({ median, min, max }: Figures, times: readonly number[]): boolean {
  const sorted = [...times].sort((a, b) => a - b);
  // An even number of times has no middle one: a half of each of two, or one of the two.
  const middles = sorted.length % 2 === 0 ? sorted.slice(sorted.length / 2 - 1, sorted.length / 2 + 1) : [];
  const medians = [middle(sorted), ...middles, middles.reduce((sum, each) => sum + each / 2, 0)];
  const ends = isSame(min, sorted[0] ?? NaN) && isSame(max, sorted.at(-1) ?? NaN);
  return ends && medians.some((each) => isSame(median, each));
}

function timesOf(rounds: readonly Round[]): number[] {
  return rounds.map(({ startMs, endMs }) => endMs - startMs);
}

const scale = ({ median, min, max }: Figures, by: number): Figures => ({
  median: median * by,
  min: min * by,
  max: max * by,
});

const isSame = (got: number, due: number): boolean => Math.abs(got - due) <= roundingMs;

const middle = (sorted: readonly number[]): number => sorted[Math.floor(sorted.length / 2)] ?? NaN;

const list = (times: readonly number[]): string => times.map((each) => Math.round(each)).join(", ");

const tell = ({ median, min, max }: Figures): string =>
  `median ${Math.round(median)}, min ${Math.round(min)}, max ${Math.round(max)}`;
