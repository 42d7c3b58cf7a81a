import type { Recording } from "../record/index.js";
import { makeChart, makeEmptyChart, type Chart } from "./chart.js";
import { checkRecordings } from "./check-recording.js";
import { headingLines, panelAxis, panelHeadings, scaleLabels, stackEvenly, timeAxis } from "./axes.js";
import { defaultWidth, uniqueNames } from "./fit-width.js";
import { countInFlight, inSeconds, maxInFlight, type Step } from "./statistics.js";
import { colorOf } from "./theme.js";
import { speak } from "./messages.js";

/**
 * Draws how many requests were in flight at each moment: a row for each recording, all on the same scales.
 *
 * @throws TypeError when one of them is not a recording
 * @example inFlight(oneByOne, allAtOnce)
 */
export function inFlight(first: Recording, ...others: Recording[]): Chart {
  const recordings = [first, ...others];
  checkRecordings("inFlight", recordings);
  const { words, number, duration } = speak();
  if (recordings.every(({ requests }) => requests.length === 0)) {
    return makeEmptyChart(words.inFlightTitle, words.noRequests);
  }

  const names = uniqueNames(recordings);
  const max = recordings.map(maxInFlight);
  const highest = Math.max(...max);
  const endMs = Math.max(...recordings.map(({ totalMs }) => totalMs));
  const atMost = (index: number) => words.atMost(number(max[index] ?? 0));
  const headings = uniqueNames(recordings, 30).map((name, index) => headingLines(name, atMost(index)));
  const { panels, height, own: rowHeight } = stackEvenly(headings, 100, 82);
  const values = recordings.flatMap((recording, index) => {
    const bottom = panels[index]?.bottom ?? 0;
    return atScreenResolution(
      [...countInFlight(recording), { atMs: recording.totalMs, count: 0 }],
      endMs / defaultWidth,
    ).map(({ atMs, count }) => ({
      recording: names[index],
      color: colorOf(recording),
      seconds: inSeconds(atMs),
      count,
      y: bottom - (count / highest) * rowHeight,
      bottom,
    }));
  });
  const parts = recordings.map(({ totalMs }, index) =>
    words.inFlightPart(names[index] ?? "", number(max[index] ?? 0), duration(totalMs)),
  );

  const y = panelAxis(height, words.inFlightAxis, scaleLabels(panels, number(highest)));
  return makeChart({
    title: words.inFlightTitle,
    description: `${words.inFlightSentence(words.list(parts))}.`,
    view: {
      height,
      data: { values },
      encoding: { x: { ...timeAxis(endMs), field: "seconds" } },
      layer: [
        {
          mark: { type: "area", interpolate: "step-after", fillOpacity: 0.45, line: { strokeWidth: 2 } },
          encoding: {
            y: { ...y, field: "y" },
            y2: { field: "bottom" },
            detail: { field: "recording", type: "nominal" },
            color: { field: "color", type: "nominal", scale: null },
          },
        },
        panelHeadings(panels, headings, y),
      ],
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
