import { language } from "../notebook/index.js";
import { formatDuration, formatNumber, type Recording } from "../record/index.js";
import { makeChart, type Chart } from "./chart.js";
import { checkRecordings } from "./check-recording.js";
import { idealMs, succeeded } from "./statistics.js";
import { chartWidth, palette } from "./theme.js";
import { uniqueNames } from "./names.js";
import { inLanguage } from "./words.js";

/**
 * Draws how long each recording took, how many times faster than the first it was, and as a dashed line the ideal:
 * the longest single request, since all at once can take no longer than the slowest of them must (the formula
 * stands at `idealMs`).
 *
 * @param first what the others are compared with
 * @throws TypeError when one of them is not a recording
 * @example compare(oneByOne, allAtOnce)
 */
export function compare(first: Recording, ...others: Recording[]): Chart {
  const recordings = [first, ...others];
  checkRecordings("compare", recordings);
  const words = inLanguage();
  const spoken = language();
  const number = (value: number) => formatNumber(value, spoken);
  const names = uniqueNames(recordings);
  const labels = uniqueNames(recordings, 30);
  const longestMs = Math.max(...recordings.map(({ totalMs }) => totalMs));

  const values = recordings.map((recording, index) => {
    const { totalMs, requests } = recording;
    const label = [formatDuration(totalMs, spoken)];
    if (index > 0) label.push(speedOf(first.totalMs / totalMs));
    const missing = requests.filter((request) => !succeeded(request)).length;
    if (missing > 0) label.push(words.notSuccessful(number(missing), number(requests.length)));
    return { name: labels[index], seconds: totalMs / 1000, label: label.join(" · ") };
  });

  const ideal = idealMs(recordings);
  const sentence = recordings.map(({ totalMs, requests }, index) => {
    const name = names[index] ?? "";
    const duration = formatDuration(totalMs, spoken);
    return index === 0
      ? words.took(name, words.requests(number(requests.length), requests.length === 1), duration)
      : words.thenTook(name, duration, speedOf(first.totalMs / totalMs));
  });
  if (ideal !== undefined) sentence.push(words.idealWouldBe(formatDuration(ideal, spoken)));

  const barEnd = { field: "seconds", type: "quantitative" };
  const inside = `datum.seconds > ${(longestMs / 1000) * 0.5}`;
  const label = (filter: string, mark: object, x: object = barEnd) => ({
    transform: [{ filter }],
    mark: { type: "text", aria: false, fontSize: 16, fontWeight: "bold", baseline: "middle", ...mark },
    encoding: { x, text: { field: "label" } },
  });
  // The line of the ideal must not run through a label.
  const idealOnTheRight = ideal !== undefined && ideal > longestMs / 2;

  return makeChart({
    title: words.compareTitle,
    description: `${words.list(sentence)}.`,
    view: {
      // Names take their room from the bars, so that the chart is never wider than a cell.
      width: chartWidth + 80,
      autosize: { type: "fit-x", contains: "padding" },
      height: recordings.length * 52,
      data: { values },
      encoding: {
        y: {
          field: "name",
          type: "nominal",
          sort: null,
          title: null,
          scale: { paddingInner: 0.25, paddingOuter: 0.2 },
          axis: { labelLimit: 0, labelFontSize: 16, ticks: false, domain: false },
        },
      },
      layer: [
        {
          mark: { type: "bar", color: palette.blue },
          encoding: {
            x: {
              ...barEnd,
              title: words.durationAxis,
              scale: { domain: [0, longestMs / 1000], nice: false },
            },
          },
        },
        idealOnTheRight
          ? label(inside, { align: "left", dx: 8, color: "white" }, { datum: 0 })
          : label(inside, { align: "right", dx: -8, color: "white" }),
        label(`!(${inside})`, { align: "left", dx: 8 }),
        ...(ideal === undefined
          ? []
          : idealLine(ideal / 1000, words.ideal(formatDuration(ideal, spoken)), idealOnTheRight)),
      ],
    },
  });

  function speedOf(ratio: number): string {
    if (ratio > 1.05) return words.faster(formatTimes(ratio));
    return ratio < 0.95 ? words.slower(formatTimes(1 / ratio)) : words.same;
  }

  function formatTimes(ratio: number): string {
    return formatNumber(ratio, spoken, ratio < 9.95 ? 1 : 0);
  }
}

function idealLine(seconds: number, label: string, labelOnTheLeft: boolean): object[] {
  const data = { values: [{ seconds, label }] };
  const x = { field: "seconds", type: "quantitative" };
  return [
    {
      data,
      mark: { type: "rule", color: palette.black, strokeWidth: 2, strokeDash: [6, 4] },
      encoding: { x, y: null },
    },
    {
      data,
      mark: {
        type: "text",
        align: labelOnTheLeft ? "right" : "left",
        baseline: "bottom",
        dy: -4,
        fontSize: 14,
      },
      encoding: { x, y: { value: 0 }, text: { field: "label" } },
    },
  ];
}
