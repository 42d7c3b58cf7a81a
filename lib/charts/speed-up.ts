import { availableParallelism } from "node:os";
import { makeChart, type Chart } from "./chart.js";
import { median } from "./statistics.js";
import { ink, palette } from "./theme.js";
import { messages, speak } from "./messages.js";

/**
 * Draws how many times faster the same work was with more workers than with one, beside the ideal line (twice as
 * fast with two) and the number of cores, past which CPU-bound work gains nothing.
 *
 * speed-up(n) = time with 1 worker / time with n workers, of medians where there are several rounds
 *
 * @param measurements the time by number of workers, in any unit; or the times of several rounds
 * @param options.cores by default as many as this machine has
 * @throws TypeError in one line when there is no time for one worker, or one that is no time
 * @see https://en.wikipedia.org/wiki/Speedup
 * @example speedUp({ 1: 830, 2: 430, 4: 420 })
 * @example speedUp({ 1: [830, 841], 2: [430, 436] }, { cores: 2 })
 */
export function speedUp(
  measurements: Readonly<Record<number, number | readonly number[]>>,
  { cores = availableParallelism() }: { readonly cores?: number } = {},
): Chart {
  const times = readTimes(measurements);
  const { words, number, amount } = speak();
  const format = (value: number) => number(value, value < 9.95 ? 1 : 0);
  const coresLabel = amount("cores", cores);

  const one = times[0]?.time ?? NaN;
  const values = times.map(({ workers, time }) => ({
    workers,
    times: one / time,
    // With one worker it is once, by definition.
    ...(workers > 1 ? { label: words.times(format(one / time)) } : {}),
  }));
  const parts = values
    .slice(1)
    .map((value) => words.withWorkers(format(value.times), amount("workers", value.workers)));
  const maxWorkers = Math.max(...values.map(({ workers }) => workers));
  const maxTimes = Math.max(...values.map((value) => value.times));
  // The ideal line leaves the chart where it would press the measurements to the floor.
  const top = Math.min(Math.max(maxWorkers, maxTimes), Math.max(maxTimes, cores) * 1.6) + 0.4;
  const idealEnd = Math.min(maxWorkers, top);

  // Room for the labels at both ends.
  const domain = [0.6, Math.max(maxWorkers, cores) * 1.08 + 0.2] as const;
  const apart = (px: number) => keepApart(values, ((domain[1] - domain[0]) * px) / narrow);
  const x = {
    field: "workers",
    type: "quantitative",
    title: words.workersAxis,
    scale: { domain, nice: false, zero: false },
    axis: { values: apart(20).map(({ workers }) => workers), grid: false, format: "d", labelOverlap: false },
  };
  const y = {
    field: "times",
    type: "quantitative",
    title: words.speedUpAxis,
    scale: { domain: [0, top], nice: false },
    // No line of a grid may run through a label.
    axis: { grid: false, tickMinStep: 1, tickCount: 5, labelExpr: "datum.label + '×'" },
  };
  const line = (rows: readonly object[], dash: readonly number[]) => ({
    data: { values: rows },
    mark: { type: "line", strokeWidth: 2, strokeDash: dash, color: ink, opacity: 0.8, aria: false },
    encoding: { x, y },
  });
  // The line of the cores ends at the measurement, so that it does not run through the label below.
  const atCores = values.find(({ workers }) => workers === cores)?.times ?? 0;
  return makeChart({
    title: words.speedUpTitle,
    subtitle: [words.idealLine, words.coresLine(coresLabel)],
    description: `${words.speedUpSentence(words.and(parts), coresLabel)}.`,
    view: {
      height: 210,
      layer: [
        line(
          [
            { workers: cores, times: atCores },
            { workers: cores, times: top },
          ],
          [2, 4],
        ),
        line(
          [
            { workers: 1, times: 1 },
            { workers: idealEnd, times: idealEnd },
          ],
          [8, 4],
        ),
        {
          data: { values },
          mark: {
            type: "line",
            strokeWidth: 3,
            color: palette.blue,
            point: { size: 100, filled: true, color: palette.blue },
          },
          encoding: { x, y },
        },
        {
          data: { values: apart(40).filter(({ label }) => label !== undefined) },
          mark: { type: "text", baseline: "top", dy: 10, fontWeight: "bold", aria: false },
          encoding: { x, y, text: { field: "label", type: "nominal" } },
        },
      ],
    },
  });
}

/** So many px of the narrowest chart are for the measurements. */
const narrow = 260;

/** Those that lie this far apart, the last one among them: what stands closer would cover its neighbor. */
function keepApart<T extends { readonly workers: number }>(values: readonly T[], distance: number): T[] {
  const kept: T[] = [];
  for (const value of values.toReversed()) {
    const last = kept.at(-1);
    if (!last || last.workers - value.workers >= distance) kept.push(value);
  }
  return kept.reverse();
}

interface Time {
  readonly workers: number;
  readonly time: number;
}

function readTimes(measurements: unknown): Time[] {
  const example = "speedUp({ 1: 830, 2: 430 })";
  const say = messages().errors;
  if (typeof measurements !== "object" || measurements === null || Array.isArray(measurements)) {
    throw new TypeError(say.noTimes(example));
  }
  const times = Object.entries(measurements as Record<string, unknown>)
    .map(([key, value]) => ({ workers: Number(key), time: readTime(key, value) }))
    .sort((a, b) => a.workers - b.workers);
  for (const { workers } of times) {
    if (!Number.isInteger(workers) || workers < 1) {
      throw new TypeError(say.notWorkers(example));
    }
  }
  if (times[0]?.workers !== 1) {
    throw new TypeError(say.noSingleWorker(example));
  }
  if (times.length < 2) {
    throw new TypeError(say.oneWorkerAlone(example));
  }
  return times;
}

function readTime(workers: string, value: unknown): number {
  const rounds: readonly unknown[] = Array.isArray(value) ? value : [value];
  const numbers = rounds.filter((time): time is number => typeof time === "number" && time > 0);
  const middle = median(numbers);
  if (middle !== undefined && Number.isFinite(middle) && numbers.length === rounds.length) return middle;
  const say = messages().errors;
  throw new TypeError(say.notATime(workers, value instanceof Promise ? say.aPromise : String(value)));
}
