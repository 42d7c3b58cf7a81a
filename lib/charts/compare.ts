import type { Recording } from "../record/index.js";
import { makeChart, makeEmptyChart, type Chart } from "./chart.js";
import { checkRecordings } from "./check-recording.js";
import { headingLines, panelAxis, panelHeadings, stackEvenly, timeAxis, type Panel } from "./axes.js";
import { uniqueNames } from "./fit-width.js";
import { idealOf, inSeconds, succeeded } from "./statistics.js";
import { colorOf, ink } from "./theme.js";
import { speak } from "./messages.js";

const maxLines = 16;

/**
 * Draws how long each recording took, how many times faster than the first it was, and as a dashed line the ideal: how
 * long the same requests can take with as many at a time as there were (see `idealOf`).
 *
 * @param first what the others are compared with
 * @throws TypeError when one of them is not a recording
 * @example compare(oneByOne, allAtOnce)
 */
export function compare(first: Recording, ...others: Recording[]): Chart {
  const recordings = [first, ...others];
  checkRecordings("compare", recordings);
  const { words, number, duration, amount } = speak();
  const names = uniqueNames(recordings);
  const labels = uniqueNames(recordings, 28);
  const longestMs = Math.max(...recordings.map(({ totalMs }) => totalMs));

  // The homework's, as long as it is not written: neither is as fast as the other.
  if (longestMs === 0) return makeEmptyChart(words.compareTitle, words.noRequests);

  const bars = recordings.map((recording, index) => {
    const { totalMs, requests } = recording;
    const label = [duration(totalMs)];
    if (index > 0) label.push(speedOf(first.totalMs / totalMs));
    const missing = requests.filter((request) => !succeeded(request)).length;
    if (missing > 0) label.push(words.notSuccessful(number(missing), number(requests.length)));
    return {
      name: labels[index] ?? "",
      label: label.join(" · "),
      seconds: inSeconds(totalMs),
      color: colorOf(recording),
    };
  });

  const ideal = idealOf(recordings);
  const sentence = recordings.map(({ totalMs, requests }, index) => {
    const name = names[index] ?? "";
    const time = duration(totalMs);
    return index === 0
      ? words.took(name, amount("requests", requests.length), time)
      : words.thenTook(name, time, speedOf(first.totalMs / totalMs));
  });
  if (ideal) sentence.push(words.idealWouldBe(duration(ideal.ms), number(ideal.slots)));

  // Name and time stand above the bar, where none of them can cover another, however narrow the picture is.
  const whole = bars.map(({ name, label }) => headingLines(name, label));
  // Of very many, only the times: the rest stands in the description.
  const headings =
    whole.flat().length <= maxLines
      ? whole
      : bars.map(({ name, label }) => headingLines(name, label.split(" · ")[0]));
  const { panels, height } = stackEvenly(headings, 22, 100);
  const values = bars.map((bar, index) => ({ ...bar, ...panels[index] }));
  const y = panelAxis(height, null, []);
  return makeChart({
    title: words.compareTitle,
    subtitle: ideal && words.ideal(duration(ideal.ms), number(ideal.slots)),
    description: `${words.list(sentence)}.`,
    view: {
      height,
      data: { values },
      encoding: { x: { ...timeAxis(longestMs), title: words.durationAxis, field: "seconds" } },
      layer: [
        {
          mark: { type: "rect", aria: false },
          encoding: {
            x2: { datum: 0 },
            y: { ...y, field: "top" },
            y2: { field: "bottom" },
            color: { field: "color", type: "nominal", scale: null },
          },
        },
        panelHeadings(panels, headings, y),
        ...(ideal ? [idealLine(inSeconds(ideal.ms), panels, y)] : []),
      ],
    },
  });

  function speedOf(ratio: number): string {
    if (ratio > 1.05) return words.faster(formatTimes(ratio));
    return ratio < 0.95 ? words.slower(formatTimes(1 / ratio)) : words.same;
  }

  function formatTimes(ratio: number): string {
    return number(ratio, ratio < 9.95 ? 1 : 0);
  }
}

/** Beside every bar, but not through the words above it. */
function idealLine(seconds: number, panels: readonly Panel[], y: object): object {
  return {
    data: { values: panels.map(({ top, bottom }) => ({ seconds, top: top - 4, bottom: bottom + 4 })) },
    mark: { type: "rule", color: ink, strokeWidth: 2, strokeDash: [5, 3], aria: false },
    encoding: {
      x: { field: "seconds", type: "quantitative" },
      y: { ...y, field: "top" },
      y2: { field: "bottom" },
    },
  };
}
