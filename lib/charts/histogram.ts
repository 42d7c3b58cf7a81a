import type { Recording } from "../record/index.js";
import { makeChart, makeEmptyChart, type Chart } from "./chart.js";
import { checkRecordings } from "./check-recording.js";
import { headingLines, panelAxis, panelHeadings, scaleLabels, stackEvenly, timeAxis } from "./axes.js";
import { uniqueNames } from "./fit-width.js";
import { inSeconds } from "./statistics.js";
import { colorOf } from "./theme.js";
import { messages, speak } from "./messages.js";

const maxBins = 60;

/** How `histogram` counts. */
export interface HistogramOptions {
  /** How much time a bar stands for, in ms; by default so much that there are some thirty to sixty bars. */
  readonly barMs?: number;
}

/**
 * Draws how many requests started when, a histogram for each recording below the one before, all on the same scales:
 * a thundering herd stands out as towers, jitter as a plain. First attempts are pale where there are retries, and the
 * numbers are those of the retries.
 *
 * @param given the recordings, and at the end options if need be
 * @throws TypeError when one of them is not a recording, or `barMs` no time
 * @example histogram(withoutJitter, withJitter)
 * @example histogram(withoutJitter, withJitter, { barMs: 25 })
 */
export function histogram(...given: readonly [Recording, ...Recording[]]): Chart;
export function histogram(...given: readonly [Recording, ...Recording[], HistogramOptions]): Chart;
export function histogram(...given: readonly unknown[]): Chart {
  const { recordings, barMs } = readArguments(given);
  const { words, number, duration, amount } = speak();
  if (recordings.every(({ requests }) => requests.length === 0)) {
    return makeEmptyChart(words.startsTitle, words.noRequests);
  }

  const endMs = Math.max(...recordings.map(({ totalMs }) => totalMs));
  const widthMs = barMs ?? chooseBinWidth(endMs);
  const width = duration(widthMs);
  const retried = recordings.some(({ requests }) => requests.some(({ attempt }) => attempt > 1));
  const bins = recordings.map((recording) => countStarts(recording, widthMs, endMs));
  // What counts is what the clients did by themselves: all of them may well have begun together.
  const max = bins.map((list) => Math.max(...list.map(({ first, again }) => (retried ? again : first))));
  const highest = Math.max(...bins.flat().map(({ first, again }) => first + again));
  const names = uniqueNames(recordings);
  const countMost = (index: number) => {
    const most = max[index] ?? 0;
    return retried ? words.retries(number(most)) : amount("requests", most);
  };
  const headings = uniqueNames(recordings, 40).map((name, index) =>
    headingLines(name, words.startsPanel(countMost(index))),
  );
  const parts = recordings.map(({ requests, totalMs }, index) =>
    words.startsPart(
      names[index] ?? "",
      amount("requests", requests.length),
      duration(totalMs),
      countMost(index),
      width,
    ),
  );

  const { panels, height, own: rowHeight } = stackEvenly(headings, 120, 130);
  const values = bins.flatMap((list, index) => {
    const { bottom } = panels[index] ?? { bottom: 0 };
    const place = (count: number) => bottom - (count / highest) * rowHeight;
    return list.flatMap(({ first, again }, at) => {
      const all = first + again;
      const dark = retried ? again : all;
      if (all === 0) return [];
      const [from, to] = [inSeconds(at * widthMs), inSeconds(Math.min((at + 1) * widthMs, endMs))];
      const bar = { from, to, color: colorOf(recordings[index] ?? { name: "" }), all, dark };
      return [
        { ...bar, bottom, top: place(dark), opacity: 1 },
        ...(dark < all ? [{ ...bar, bottom: place(dark), top: place(all), opacity: 0.35 }] : []),
      ];
    });
  });
  const y = panelAxis(height, words.startsAxis, scaleLabels(panels, number(highest)));
  return makeChart({
    title: words.startsTitle,
    subtitle: [...(retried ? [words.firstAndAgain] : []), words.barWidth(width)],
    description: `${words.startsSentence(words.list(parts))}.`,
    view: {
      height,
      data: { values },
      encoding: { x: { ...timeAxis(endMs), field: "from" } },
      layer: [
        {
          mark: { type: "rect", aria: false },
          encoding: {
            x2: { field: "to" },
            y: { ...y, field: "top" },
            y2: { field: "bottom" },
            color: { field: "color", type: "nominal", scale: null },
            fillOpacity: { field: "opacity", type: "quantitative", scale: null },
          },
        },
        panelHeadings(panels, headings, y),
      ],
    },
  });
}

function readArguments(given: readonly unknown[]): { recordings: readonly Recording[]; barMs?: number } {
  const last = given.at(-1);
  const options = given.length > 1 && isOptions(last) ? last : {};
  const recordings = options === last ? given.slice(0, -1) : given;
  checkRecordings("histogram", recordings);
  const { barMs } = options;
  if (barMs === undefined) return { recordings };
  if (!(Number.isFinite(barMs) && barMs >= 1)) {
    throw new TypeError(messages().errors.barMs(String(barMs)));
  }
  return { recordings, barMs };
}

function isOptions(value: unknown): value is HistogramOptions {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return Object.keys(value).every((key) => key === "barMs");
}

/** The narrowest of 1, 2 or 5 times a power of ten, in ms, that needs no more than 60 bins. */
function chooseBinWidth(endMs: number): number {
  const min = Math.max(1, endMs / maxBins);
  const power = 10 ** Math.floor(Math.log10(min));
  return [1, 2, 5, 10].map((times) => times * power).find((width) => width >= min) ?? 10 * power;
}

/** How many first attempts and how many retries started within a bin. */
interface Bin {
  first: number;
  again: number;
}

function countStarts({ requests }: Recording, widthMs: number, endMs: number): readonly Bin[] {
  const bins = Array.from({ length: Math.max(1, Math.ceil(endMs / widthMs)) }, () => ({
    first: 0,
    again: 0,
  }));
  for (const { startMs, attempt } of requests) {
    const bin = bins[Math.min(bins.length - 1, Math.max(0, Math.floor(startMs / widthMs)))];
    if (bin) bin[attempt > 1 ? "again" : "first"] += 1;
  }
  return bins;
}
