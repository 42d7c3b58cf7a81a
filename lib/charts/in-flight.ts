import { language } from "../notebook/index.js";
import { formatDuration, formatNumber, type Recording } from "../record/index.js";
import { makeChart, makeEmptyChart, type Chart } from "./chart.js";
import { checkRecordings } from "./check-recording.js";
import { countInFlight, inSeconds, mostInFlight, type Step } from "./statistics.js";
import { chartWidth, seriesColors, seriesDashes } from "./theme.js";
import { uniqueNames } from "./names.js";
import { inLanguage } from "./words.js";

/**
 * Draws how many requests were in flight at each moment: a line for each recording.
 *
 * @throws TypeError when one of them is not a recording
 * @example inFlight(oneByOne, allAtOnce)
 */
export function inFlight(first: Recording, ...others: Recording[]): Chart {
  const recordings = [first, ...others];
  checkRecordings("inFlight", recordings);
  const words = inLanguage();
  const spoken = language();
  if (recordings.every(({ requests }) => requests.length === 0)) {
    return makeEmptyChart(words.inFlightTitle, words.noRequests);
  }

  const names = uniqueNames(recordings);
  const most = recordings.map(mostInFlight);
  const endMs = Math.max(...recordings.map(({ totalMs }) => totalMs));
  const labels = uniqueNames(recordings, 50).map(
    (name, index) => `${name}: ${words.atMost(formatNumber(most[index] ?? 0, spoken))}`,
  );
  const values = recordings.flatMap((recording, index) =>
    atScreenResolution(
      [...countInFlight(recording), { atMs: recording.totalMs, count: 0 }],
      endMs / chartWidth,
    ).map(({ atMs, count }) => ({
      recording: labels[index],
      seconds: inSeconds(atMs),
      count,
    })),
  );
  const parts = recordings.map(({ totalMs }, index) =>
    words.inFlightPart(
      names[index] ?? "",
      formatNumber(most[index] ?? 0, spoken),
      formatDuration(totalMs, spoken),
    ),
  );
  const legend = { orient: "top", direction: "vertical", title: null, symbolSize: 900, symbolStrokeWidth: 3 };
  const series = { field: "recording", type: "nominal", sort: null, legend };

  return makeChart({
    title: words.inFlightTitle,
    description: `${words.inFlightSentence(words.list(parts))}.`,
    view: {
      width: chartWidth,
      height: 260,
      data: { values },
      mark: { type: "line", interpolate: "step-after", strokeWidth: 3 },
      encoding: {
        x: {
          field: "seconds",
          type: "quantitative",
          title: words.seconds,
          scale: { domain: [0, inSeconds(endMs)], nice: false },
        },
        y: {
          field: "count",
          type: "quantitative",
          title: words.inFlightAxis,
          axis: { tickMinStep: 1, format: ",d", tickCount: 6 },
        },
        color: { ...series, scale: { domain: labels, range: seriesColors } },
        strokeDash: { ...series, scale: { domain: labels, range: seriesDashes } },
      },
    },
  });
}

/**
 * Of the steps within one pixel keeps the highest and the last: the others would only blur the line, but without the
 * last one it would go on at a height that is over.
 */
function atScreenResolution(steps: readonly Step[], pixelMs: number): Step[] {
  const kept: Step[] = [];
  let from = -Infinity;
  let last: Step | undefined;
  for (const step of steps) {
    const highest = kept.at(-1);
    if (highest && step.atMs - from < pixelMs) {
      if (step.count > highest.count) kept[kept.length - 1] = { atMs: from, count: step.count };
      last = step;
      continue;
    }
    if (last && last.count !== highest?.count) kept.push(last);
    last = undefined;
    from = step.atMs;
    kept.push(step);
  }
  if (last) kept.push(last);
  return kept;
}
