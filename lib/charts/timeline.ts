import type { RecordedRequest, Recording } from "../record/index.js";
import { makeChart, makeEmptyChart, type Chart } from "./chart.js";
import { checkRecordings } from "./check-recording.js";
import {
  bottomLegend,
  headingLines,
  legendHeight,
  panelAxis,
  panelHeadings,
  pixelNote,
  roomFor,
  stackPanels,
  timeAxis,
} from "./axes.js";
import { outcomeOf, outcomeStyles, type RequestOutcome } from "./request-outcome.js";
import { shortName, uniqueNames } from "./fit-width.js";
import { inSeconds, median, maxInFlight } from "./statistics.js";
import { colorOf, ink } from "./theme.js";
import { speak } from "./messages.js";

/**
 * Draws a bar for each request, from its start to its end: thin while it waited for the first byte, thick while it
 * received the answer. Several recordings are drawn below each other on one scale of time.
 *
 * @param first what `record` returned
 * @throws TypeError when one of them is not a recording
 * @example timeline(await record("one by one", () => fetchOneByOne(urls)))
 * @example timeline(oneByOne, allAtOnce)
 */
export function timeline(first: Recording, ...others: Recording[]): Chart {
  const recordings = [first, ...others];
  checkRecordings("timeline", recordings);
  const { language, words, number, duration, amount } = speak(first.language);
  const alone = others.length === 0;
  if (recordings.every(({ requests }) => requests.length === 0)) {
    return makeEmptyChart(alone ? shortName(first) : words.timelineTitle, words.noRequests);
  }

  const endMs = Math.max(...recordings.map(({ totalMs }) => totalMs));
  const maxRequests = Math.max(...recordings.map(({ requests }) => requests.length));
  const names = uniqueNames(recordings, 28);
  const requestsIn = ({ requests, totalMs }: Recording) =>
    words.requestsIn(amount("requests", requests.length), duration(totalMs));
  const headings = recordings.map((one, index) =>
    alone ? [] : headingLines(names[index] ?? "", requestsIn(one)),
  );
  const tally = countOutcomes(recordings.flatMap(({ requests }) => requests));
  const bad = [...tally.keys()].filter((outcome) => outcome !== "success");
  // Below stands a legend, where something did not come out well.
  const keys = bad.length === 0 ? 0 : bad.length + (alone && tally.has("success") ? 1 : 0);
  const highest = Math.max(20, roomFor(headings, 132 + legendHeight(keys)) - (alone ? 0 : 14));
  // The rows are equally high in all of them; one request is a row, not a wall.
  const rowHeight = Math.min(16, highest / Math.max(1, maxRequests));
  const heights = recordings.map(({ requests }) => Math.round(Math.max(20, requests.length * rowHeight)));
  const { panels, height } = stackPanels(heights, headings);
  // In rows this low, thin and thick would look the same.
  const crowded = rowHeight < 2.2;

  const labelOf = (outcome: RequestOutcome) =>
    `${words.outcome[outcome]}: ${number(tally.get(outcome) ?? 0)}`;
  const keyOf = (outcome: RequestOutcome, index: number) =>
    outcome === "success" && !alone ? `${names[index] ?? ""}: ${words.outcome.success}` : labelOf(outcome);
  const values = recordings.flatMap((recording, index) => {
    const top = panels[index]?.top ?? 0;
    return recording.requests.map((request, at) => {
      const { startMs, firstByteMs, endMs: end = recording.totalMs } = request;
      const outcome = outcomeOf(request);
      return {
        row: at + 1,
        y: top + (at + 0.5) * rowHeight,
        start: inSeconds(startMs),
        first: inSeconds(Math.min(firstByteMs ?? end, end)),
        end: inSeconds(end),
        outcome: keyOf(outcome, index),
        ...(outcome === "success" ? {} : { bad: true }),
        url: request.url,
        status: request.status ?? "–",
        attempt: request.attempt,
        ...(request.error === undefined ? {} : { error: request.error }),
      };
    });
  });

  const shown = [
    ...recordings.map((recording, index) => ({
      key: keyOf("success", index),
      color: colorOf(recording),
      shape: outcomeStyles.success.shape,
    })),
    ...bad.map((outcome) => ({ key: labelOf(outcome), color: ink, ...outcomeStyles[outcome] })),
  ];
  const domain = shown.map(({ key }) => key);
  const encodings = {
    field: "outcome",
    type: "nominal",
    title: null,
    // Where all came out well, a legend has nothing to tell apart.
    legend:
      bad.length === 0
        ? null
        : { ...bottomLegend, values: alone && tally.has("success") ? domain : bad.map(labelOf) },
  };
  const color = { ...encodings, scale: { domain, range: shown.map((one) => one.color) } };
  const shape = { ...encodings, scale: { domain, range: shown.map((one) => one.shape) } };
  const tooltip = ["url", "status", "attempt", "waiting", "receiving", "error"].map((field) => ({
    field,
    title: words.tooltip[field as keyof typeof words.tooltip],
  }));

  const rows = recordings.flatMap(({ requests: { length } }, index) =>
    // The first and the last, unless these rows are so low that one would cover the other.
    (length * rowHeight > 24 ? [1, length] : length > 0 ? [length] : []).map((row) => ({
      at: Math.round((panels[index]?.top ?? 0) + (row - 0.5) * rowHeight),
      text: number(row),
    })),
  );
  const y = panelAxis(height, words.request, rows);
  const bar = (from: string, to: string, thickness: number, opacity: number) => ({
    transform: edges(thickness * rowHeight),
    mark: { type: "rect", opacity, aria: false },
    encoding: {
      x: { field: from, type: "quantitative" },
      x2: { field: to },
      y: { ...y, field: "top" },
      y2: { field: "bottom" },
      color,
      tooltip,
    },
  });
  return makeChart({
    language,
    title: alone ? `${shortName(first, 26)}: ${requestsIn(first)}` : words.timelineTitle,
    subtitle: crowded ? words.paleAndDark : words.thinAndThick,
    description: alone
      ? describe(first, tally)
      : recordings.map((one) => describe(one, countOutcomes(one.requests))).join(" "),
    view: {
      height,
      data: { values },
      transform: [
        { calculate: "format((datum.first - datum.start) * 1000, '.0f') + ' ms'", as: "waiting" },
        { calculate: "format((datum.end - datum.first) * 1000, '.0f') + ' ms'", as: "receiving" },
      ],
      encoding: { x: timeAxis(endMs, language) },
      layer: [
        bar("start", "first", crowded ? 1 : 0.4, crowded ? 0.65 : 1),
        bar("first", "end", crowded ? 1 : 0.8, 1),
        ...(crowded ? [] : [endCap(color, y, rowHeight)]),
        {
          transform: [{ filter: "datum.bad" }],
          mark: {
            type: "point",
            filled: true,
            size: crowded ? 60 : 110,
            opacity: 1,
            xOffset: 8,
            aria: false,
          },
          encoding: { x: { field: "end", type: "quantitative" }, y: { ...y, field: "y" }, color, shape },
        },
        panelHeadings(panels, headings, y),
        pixelNote(endMs, language),
      ],
    },
  });
}

function edges(thickness: number): object[] {
  return [
    { calculate: `datum.y - ${thickness / 2}`, as: "top" },
    { calculate: `datum.y + ${thickness / 2}`, as: "bottom" },
  ];
}

/** Receiving is often shorter than a pixel: the cap keeps its end in sight. */
function endCap(color: object, y: object, rowHeight: number): object {
  return {
    transform: edges(0.8 * rowHeight),
    mark: { type: "rule", strokeWidth: 3, aria: false },
    encoding: {
      x: { field: "end", type: "quantitative" },
      y: { ...y, field: "top" },
      y2: { field: "bottom" },
      color,
    },
  };
}

function countOutcomes(requests: readonly RecordedRequest[]): Map<RequestOutcome, number> {
  const counts = new Map<RequestOutcome, number>();
  for (const outcome of Object.keys(outcomeStyles) as RequestOutcome[]) {
    const count = requests.filter((request) => outcomeOf(request) === outcome).length;
    if (count > 0) counts.set(outcome, count);
  }
  return counts;
}

function describe(recording: Recording, tally: ReadonlyMap<RequestOutcome, number>): string {
  const { name, totalMs, requests } = recording;
  const { words, number, duration, amount } = speak(recording.language);
  const parts = [words.requestsIn(amount("requests", requests.length), duration(totalMs))];
  if (requests.length > 1) {
    const max = maxInFlight(recording);
    parts.push(max === 1 ? words.oneAfterAnother : words.upToAtOnce(number(max)));
  }
  parts.push(...[...tally].map(([outcome, count]) => `${number(count)} ${words.outcome[outcome]}`));
  const waits = requests.flatMap(({ startMs, firstByteMs }) =>
    firstByteMs === undefined ? [] : firstByteMs - startMs,
  );
  const wait = median(waits);
  if (wait !== undefined) parts.push(words.firstByte(duration(wait), waits.length === 1));
  return `${name}: ${parts.join(", ")}.`;
}
