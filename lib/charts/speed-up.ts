import { availableParallelism } from "node:os";
import { language } from "../notebook/index.js";
import { formatNumber } from "../record/index.js";
import { makeChart, type Chart } from "./chart.js";
import { median } from "./statistics.js";
import { chartWidth, palette } from "./theme.js";
import { inLanguage } from "./words.js";

/**
 * Draws how many times faster the same work was with more workers than with one, beside the ideal line (twice as
 * fast with two) and the number of cores, past which CPU-bound work gains nothing.
 *
 * speed-up(n) = time with 1 worker / time with n workers, of medians where there are several rounds
 *
 * @param measurements the time by number of workers, in any unit; or the times of several rounds
 * @param options.cores how many this machine has, unless it is said
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
  const words = inLanguage();
  const spoken = language();
  const number = (value: number) => formatNumber(value, spoken);
  const format = (value: number) => formatNumber(value, spoken, value < 9.95 ? 1 : 0);
  const coresLabel = words.cores(number(cores), cores === 1);

  const one = times[0]?.time ?? NaN;
  const values = times.map(({ workers, time }) => ({
    workers,
    times: one / time,
    // With one worker it is once, by definition.
    ...(workers > 1 ? { label: words.times(format(one / time)) } : {}),
  }));
  const parts = values
    .slice(1)
    .map((value) =>
      words.withWorkers(format(value.times), words.workers(number(value.workers), value.workers === 1)),
    );
  const mostWorkers = Math.max(...values.map(({ workers }) => workers));
  const mostTimes = Math.max(...values.map((value) => value.times));
  // The ideal line leaves the chart where it would press the measurements to the floor.
  const top = Math.min(Math.max(mostWorkers, mostTimes), Math.max(mostTimes, cores) * 1.6) + 0.4;
  const idealEnd = Math.min(mostWorkers, top);

  const x = {
    field: "workers",
    type: "quantitative",
    title: words.workersAxis,
    // Room for the last label.
    scale: { domain: [0.7, Math.max(mostWorkers, cores) * 1.15 + 0.3], nice: false, zero: false },
    axis: { values: values.map(({ workers }) => workers), grid: false, format: "d" },
  };
  const y = {
    field: "times",
    type: "quantitative",
    title: words.speedUpAxis,
    scale: { domain: [0, top], nice: false },
    axis: { tickMinStep: 1, tickCount: 8, format: "d" },
  };
  const ideal = [
    { workers: 1, times: 1 },
    { workers: idealEnd, times: idealEnd, label: words.idealLine },
  ];
  const idealSide =
    idealEnd > mostWorkers * 0.6
      ? { align: "right", baseline: "bottom", dx: -12, dy: -2 }
      : { align: "left", baseline: "middle", dx: 10, dy: 10 };
  return makeChart({
    title: words.speedUpTitle,
    description: `${words.speedUpSentence(words.and(parts), coresLabel)}.`,
    view: {
      width: chartWidth + 80,
      autosize: { type: "fit-x", contains: "padding" },
      height: 300,
      layer: [
        {
          data: { values: [{ workers: cores, label: coresLabel }] },
          layer: [
            {
              mark: { type: "rule", strokeWidth: 2, strokeDash: [3, 4], color: palette.vermillion },
              encoding: { x },
            },
            {
              mark: { type: "text", align: "left", baseline: "bottom", dx: 6, dy: -4, fontWeight: "bold" },
              encoding: { x, y: { value: 300 }, text: { field: "label" } },
            },
          ],
        },
        {
          data: { values: ideal },
          layer: [
            {
              mark: { type: "line", strokeWidth: 2, strokeDash: [8, 4], color: palette.black, aria: false },
              encoding: { x, y },
            },
            {
              transform: [{ filter: "isValid(datum.label)" }],
              mark: { type: "text", aria: false, ...idealSide },
              encoding: { x, y, text: { field: "label" } },
            },
          ],
        },
        {
          data: { values },
          layer: [
            {
              mark: {
                type: "line",
                strokeWidth: 3,
                color: palette.blue,
                point: { size: 120, filled: true, color: palette.blue },
              },
              encoding: { x, y },
            },
            {
              mark: {
                type: "text",
                align: "left",
                baseline: "top",
                dx: 4,
                dy: 10,
                fontSize: 15,
                fontWeight: "bold",
                aria: false,
              },
              transform: [{ filter: "isValid(datum.label)" }],
              encoding: { x, y, text: { field: "label" } },
            },
          ],
        },
      ],
    },
  });
}

interface Time {
  readonly workers: number;
  readonly time: number;
}

function readTimes(measurements: unknown): Time[] {
  const example = "speedUp({ 1: 830, 2: 430 })";
  if (typeof measurements !== "object" || measurements === null || Array.isArray(measurements)) {
    throw new TypeError(`speedUp: give it the time by number of workers: ${example}`);
  }
  const times = Object.entries(measurements as Record<string, unknown>)
    .map(([key, value]) => ({ workers: Number(key), time: readTime(key, value) }))
    .sort((a, b) => a.workers - b.workers);
  for (const { workers } of times) {
    if (!Number.isInteger(workers) || workers < 1) {
      throw new TypeError(`speedUp: a number of workers must be a whole number, 1 or more: ${example}`);
    }
  }
  if (times[0]?.workers !== 1) {
    throw new TypeError(
      `speedUp: the time of one worker is missing, which the others are compared with: ${example}`,
    );
  }
  if (times.length < 2) {
    throw new TypeError(`speedUp: there is nothing to compare one worker with: ${example}`);
  }
  return times;
}

function readTime(workers: string, value: unknown): number {
  const rounds: readonly unknown[] = Array.isArray(value) ? value : [value];
  const numbers = rounds.filter((time): time is number => typeof time === "number" && time > 0);
  const middle = median(numbers);
  if (middle !== undefined && Number.isFinite(middle) && numbers.length === rounds.length) return middle;
  const given = value instanceof Promise ? "a promise: await it" : String(value);
  throw new TypeError(
    `speedUp: the time of ${workers} workers must be a number above 0, or a list of them, not ${given}`,
  );
}
