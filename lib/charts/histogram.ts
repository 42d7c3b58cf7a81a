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
  const counted = ({ first, again }: Bin) => (retried ? again : first + again);
  const most = bins.map((list) => Math.max(...list.map(counted)));
  const highest = Math.max(...bins.flat().map(({ first, again }) => first + again));
  const names = uniqueNames(recordings);
  const titles = uniqueNames(recordings, 60);
  const parts = recordings.map(({ requests, totalMs }, index) =>
    words.startsPart(
      names[index] ?? "",
      words.requests(number(requests.length), requests.length === 1),
      formatDuration(totalMs, spoken),
      retried ? words.retries(number(most[index] ?? 0)) : number(most[index] ?? 0),
      width,
    ),
  );

  const y = {
    type: "quantitative",
    title: words.startsAxis,
    // Headroom for the label of the highest bar.
    scale: { domain: [0, highest * 1.25], nice: false },
    axis: { tickMinStep: 1, tickCount: 4, format: ",d" },
  };
  return makeChart({
    title: words.startsTitle,
    subtitle: retried ? words.firstAndAgain : undefined,
    description: `${words.startsSentence(words.list(parts))}.`,
    view: {
      spacing: 14,
      vconcat: bins.map((list, index) => {
        const busiest = list.findIndex((bin) => counted(bin) === most[index]);
        const isLast = index === bins.length - 1;
        const values = list.flatMap((bin, at) => {
          const { first, again } = bin;
          if (first + again === 0) return [];
          const count = counted(bin);
          const said = retried ? words.retries(number(count)) : number(count);
          return {
            from: inSeconds(at * widthMs),
            to: inSeconds((at + 1) * widthMs),
            dark: retried ? again : first + again,
            all: first + again,
            ...(at === busiest && count > 0 ? { label: words.startsBusiest(said, width) } : {}),
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
        // A label on the right half would run out of the chart.
        const align = busiest > list.length / 2 ? "right" : "left";
        return {
          title: { text: titles[index], fontSize: 15, fontWeight: "normal", offset: 4 },
          width: chartWidth,
          height: 130,
          data: { values },
          layer: [
            bar(undefined, "dark", palette.blue),
            ...(retried ? [bar("dark", "all", "#c4c4c4")] : []),
            {
              transform: [{ filter: "isValid(datum.label)" }],
              mark: {
                type: "text",
                align,
                baseline: "bottom",
                dx: align === "left" ? 3 : -3,
                dy: -3,
                fontSize: 14,
                fontWeight: "bold",
              },
              encoding: {
                x: { ...x, field: align === "left" ? "from" : "to" },
                y: { ...y, field: "all" },
                text: { field: "label" },
              },
            },
          ],
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
