import { language } from "../notebook/index.js";
import { formatDuration, formatNumber, type Recording } from "../record/index.js";
import { makeChart, makeEmptyChart, type Chart } from "./chart.js";
import { checkRecordings } from "./check-recording.js";
import { uniqueNames } from "./names.js";
import { inSeconds } from "./statistics.js";
import { chartWidth, palette } from "./theme.js";
import { inLanguage } from "./words.js";

const mostBins = 60;

/**
 * Draws how many requests started when, a histogram for each recording below the one before, all on the same scales:
 * a thundering herd stands out as towers, jitter as a plain. First attempts are pale where there are retries, and the
 * numbers are those of the retries.
 *
 * @throws TypeError when one of them is not a recording
 * @example histogram(withoutJitter, withJitter)
 */
export function histogram(first: Recording, ...others: Recording[]): Chart {
  const recordings = [first, ...others];
  checkRecordings("histogram", recordings);
  const words = inLanguage();
  const spoken = language();
  const number = (value: number) => formatNumber(value, spoken);
  if (recordings.every(({ requests }) => requests.length === 0)) {
    return makeEmptyChart(words.startsTitle, words.noRequests);
  }

  const endMs = Math.max(...recordings.map(({ totalMs }) => totalMs));
  const widthMs = chooseBinWidth(endMs);
  const width = formatDuration(widthMs, spoken);
  const retried = recordings.some(({ requests }) => requests.some(({ attempt }) => attempt > 1));
  const bins = recordings.map((recording) => countStarts(recording, widthMs, endMs));
  // What counts is what the clients did by themselves: all of them may well have begun together.
  const most = recordings.map(({ requests }) =>
    mostWithin(
      requests.filter(({ attempt }) => !retried || attempt > 1).map(({ startMs }) => startMs),
      widthMs,
    ),
  );
  const highest = Math.max(...bins.flat().map(({ first, again }) => first + again));
  const names = uniqueNames(recordings);
  const countMost = (index: number) => {
    const count = number(most[index] ?? 0);
    return retried ? words.retries(count) : words.requests(count, most[index] === 1);
  };
  const titles = uniqueNames(recordings, 40).map((name, index) =>
    words.startsPanel(name, countMost(index), width),
  );
  const parts = recordings.map(({ requests, totalMs }, index) =>
    words.startsPart(
      names[index] ?? "",
      words.requests(number(requests.length), requests.length === 1),
      formatDuration(totalMs, spoken),
      countMost(index),
      width,
    ),
  );

  const y = {
    type: "quantitative",
    title: words.startsAxis,
    scale: { domain: [0, highest], nice: true },
    axis: { tickMinStep: 1, tickCount: 4, format: ",d" },
  };
  return makeChart({
    title: words.startsTitle,
    subtitle: retried ? words.firstAndAgain : undefined,
    description: `${words.startsSentence(words.list(parts))}.`,
    view: {
      spacing: 14,
      vconcat: bins.map((list, index) => {
        const isLast = index === bins.length - 1;
        const values = list.flatMap(({ first, again }, at) => {
          const all = first + again;
          if (all === 0) return [];
          return {
            from: inSeconds(at * widthMs),
            to: inSeconds((at + 1) * widthMs),
            dark: retried ? again : all,
            all,
          };
        });
        const x = {
          field: "from",
          type: "quantitative",
          title: isLast ? words.seconds : null,
          scale: { domain: [0, inSeconds(list.length * widthMs)], nice: false },
          axis: { grid: false, labels: isLast },
        };
        const bar = (from: string | undefined, to: string, color: string) => ({
          mark: { type: "bar", color, binSpacing: 1, aria: false },
          encoding: {
            x: { ...x, bin: { binned: true } },
            x2: { field: "to" },
            y: { ...y, field: to },
            ...(from === undefined ? {} : { y2: { field: from } }),
          },
        });
        return {
          title: { text: titles[index], fontSize: 15, fontWeight: "normal", offset: 4 },
          width: chartWidth,
          height: 130,
          data: { values },
          layer: [bar(undefined, "dark", palette.blue), ...(retried ? [bar("dark", "all", "#c4c4c4")] : [])],
        };
      }),
    },
  });
}

/** The narrowest of 1, 2 or 5 times a power of ten, in ms, that needs no more than 60 bins. */
function chooseBinWidth(endMs: number): number {
  const least = Math.max(1, endMs / mostBins);
  const power = 10 ** Math.floor(Math.log10(least));
  return [1, 2, 5, 10].map((times) => times * power).find((width) => width >= least) ?? 10 * power;
}

/** The most of these times that lie within any stretch of this length: a bin's edges would cut a burst in two. */
function mostWithin(times: readonly number[], widthMs: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  let most = 0;
  let first = 0;
  for (const [last, time] of sorted.entries()) {
    while (time - (sorted[first] ?? time) >= widthMs) first += 1;
    most = Math.max(most, last - first + 1);
  }
  return most;
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
