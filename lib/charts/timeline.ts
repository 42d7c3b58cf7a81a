import { formatDuration, formatNumber, type RecordedRequest, type Recording } from "../record/index.js";
import { language } from "../notebook/index.js";
import { makeChart, makeEmptyChart, type Chart } from "./chart.js";
import { checkRecordings } from "./check-recording.js";
import { shortName } from "./names.js";
import { outcomeOf, outcomes, type Outcome } from "./outcome.js";
import { inSeconds, median, mostInFlight } from "./statistics.js";
import { chartWidth } from "./theme.js";
import { inLanguage } from "./words.js";

/**
 * Draws a bar for each request, from its start to its end: thin while it waited for the first byte, thick while
 * it received the answer, in the colour of its status.
 *
 * @param recording what `record` returned
 * @throws TypeError when it is not a recording
 * @example timeline(await record("one by one", () => fetchOneByOne(urls)))
 */
export function timeline(recording: Recording): Chart {
  checkRecordings("timeline", [recording]);
  const { totalMs, requests } = recording;
  const words = inLanguage();
  const spoken = language();
  if (requests.length === 0) return makeEmptyChart(shortName(recording), words.noRequests);

  const tally = countOutcomes(requests);
  const labels = new Map(
    [...tally].map(([outcome, count]) => [
      outcome,
      `${words.outcome[outcome]}: ${formatNumber(count, spoken)}`,
    ]),
  );
  const values = requests.map((request, index) => {
    const { startMs, firstByteMs, endMs = totalMs } = request;
    return {
      row: index + 1,
      start: inSeconds(startMs),
      first: inSeconds(Math.min(firstByteMs ?? endMs, endMs)),
      end: inSeconds(endMs),
      outcome: labels.get(outcomeOf(request)),
      url: request.url,
      status: request.status ?? "–",
      attempt: request.attempt,
      ...(request.error === undefined ? {} : { error: request.error }),
    };
  });

  const domain = [...labels.values()];
  const shown = [...labels.keys()];
  const color = {
    field: "outcome",
    type: "nominal",
    title: null,
    scale: { domain, range: shown.map((outcome) => outcomes[outcome].color) },
    legend: { orient: "bottom", direction: "horizontal", columns: 2, symbolOpacity: 1 },
  };
  const shape = { ...color, scale: { domain, range: shown.map((outcome) => outcomes[outcome].shape) } };
  const height = Math.max(40, Math.min(480, requests.length * 18));
  // In rows this low, thin and thick would look the same.
  const crowded = height / requests.length < 3;
  const tooltip = ["url", "status", "attempt", "waiting", "receiving", "error"].map((field) => ({
    field,
    title: words.tooltip[field as keyof typeof words.tooltip],
  }));

  const y = (offset: number) => ({ calculate: `datum.row + ${offset}` });
  const bar = (from: string, to: string, thickness: number, opacity: number) => ({
    transform: [
      { ...y(-thickness / 2), as: "top" },
      { ...y(thickness / 2), as: "bottom" },
    ],
    mark: { type: "rect", opacity, aria: false },
    encoding: {
      x: { field: from, type: "quantitative" },
      x2: { field: to },
      y: { field: "top", type: "quantitative" },
      y2: { field: "bottom" },
      color,
      tooltip,
    },
  });

  return makeChart({
    title: `${shortName(recording)}: ${words.requestsIn(countOf(requests.length), formatDuration(totalMs, spoken))}`,
    subtitle: crowded ? words.paleAndDark : words.thinAndThick,
    description: describe(recording, tally),
    view: {
      width: chartWidth,
      height,
      data: { values },
      transform: [
        { calculate: "format((datum.first - datum.start) * 1000, '.0f') + ' ms'", as: "waiting" },
        { calculate: "format((datum.end - datum.first) * 1000, '.0f') + ' ms'", as: "receiving" },
      ],
      encoding: {
        x: {
          type: "quantitative",
          title: words.seconds,
          scale: { domain: [0, inSeconds(totalMs)], nice: false },
        },
        y: {
          type: "quantitative",
          title: words.request,
          scale: { domain: [0.5, requests.length + 0.5], reverse: true, nice: false, zero: false },
          axis: { tickMinStep: 1, grid: false, tickCount: Math.min(requests.length, 6), format: ",d" },
        },
      },
      layer: [
        bar("start", "first", crowded ? 1 : 0.4, crowded ? 0.55 : 0.75),
        bar("first", "end", crowded ? 1 : 0.8, 1),
        ...(crowded ? [] : [endCap(color)]),
        failureSymbols(color, shape, labels.get("success")),
      ],
    },
  });

  function countOf(count: number): string {
    return words.requests(formatNumber(count, spoken), count === 1);
  }
}

/** Receiving is often shorter than a pixel: the cap keeps its end in sight. */
function endCap(color: object): object {
  return {
    transform: [
      { calculate: "datum.row - 0.4", as: "top" },
      { calculate: "datum.row + 0.4", as: "bottom" },
    ],
    mark: { type: "rule", strokeWidth: 3, aria: false },
    encoding: {
      x: { field: "end", type: "quantitative" },
      y: { field: "top", type: "quantitative" },
      y2: { field: "bottom" },
      color,
    },
  };
}

function failureSymbols(color: object, shape: object, success: string | undefined): object {
  return {
    transform: [{ filter: `datum.outcome !== ${JSON.stringify(success ?? "")}` }],
    mark: { type: "point", filled: true, size: 150, opacity: 1, xOffset: 10, aria: false },
    encoding: {
      x: { field: "end", type: "quantitative" },
      y: { field: "row", type: "quantitative" },
      color,
      shape,
    },
  };
}

function countOutcomes(requests: readonly RecordedRequest[]): Map<Outcome, number> {
  const counts = new Map<Outcome, number>();
  for (const outcome of Object.keys(outcomes) as Outcome[]) {
    const count = requests.filter((request) => outcomeOf(request) === outcome).length;
    if (count > 0) counts.set(outcome, count);
  }
  return counts;
}

function describe(recording: Recording, tally: ReadonlyMap<Outcome, number>): string {
  const { name, totalMs, requests } = recording;
  const words = inLanguage();
  const spoken = language();
  const number = (value: number) => formatNumber(value, spoken);
  const duration = formatDuration(totalMs, spoken);
  const parts = [words.requestsIn(words.requests(number(requests.length), requests.length === 1), duration)];
  if (requests.length > 1) {
    const most = mostInFlight(recording);
    parts.push(most === 1 ? words.oneAfterAnother : words.upToAtOnce(number(most)));
  }
  parts.push(...[...tally].map(([outcome, count]) => `${number(count)} ${words.outcome[outcome]}`));
  const waits = requests.flatMap(({ startMs, firstByteMs }) =>
    firstByteMs === undefined ? [] : firstByteMs - startMs,
  );
  const wait = median(waits);
  if (wait !== undefined) parts.push(words.firstByte(formatDuration(wait, spoken), waits.length === 1));
  return `${name}: ${parts.join(", ")}.`;
}
