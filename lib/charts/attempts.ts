import type { RecordedRequest, Recording } from "../record/index.js";
import { makeChart, makeEmptyChart, type Chart } from "./chart.js";
import { checkRecordings } from "./check-recording.js";
import {
  bottomLegend,
  headingLines,
  legendHeight,
  panelAxis,
  panelHeadings,
  roomFor,
  stackPanels,
  timeAxis,
} from "./axes.js";
import { outcomeOf, outcomeStyles, type RequestOutcome } from "./request-outcome.js";
import { shortName, uniqueNames } from "./fit-width.js";
import { inSeconds, succeeded } from "./statistics.js";
import { colorOf } from "./theme.js";
import { speak } from "./messages.js";

/** All attempts at one URL, in the order in which they started. */
interface Row {
  readonly name: string;
  readonly attempts: readonly RecordedRequest[];
  /** From the end of one attempt to the start of the next, in ms. */
  readonly gapsMs: readonly number[];
}

const maxRows = 16;
/** Rows this high have room for a gap's duration above its line, in px. */
const labeledPitch = 24;
const maxHeadings = 3;
/** A label needs this much of the chart's width. */
const labelPixels = 56;

/**
 * Draws a row for each URL: its attempts as bars that end in a symbol of their status, and the waits between them, so
 * that growing ones are seen growing. Of more than 16 URLs it draws those with the most attempts.
 *
 * @param recording what `record` returned
 * @throws TypeError when it is not a recording
 * @example attempts(await record("with backoff", () => fetchWithRetry(url)))
 */
export function attempts(recording: Recording): Chart {
  checkRecordings("attempts", [recording]);
  const { totalMs, requests } = recording;
  const { language, words, number, duration, amount } = speak(recording.language);
  if (requests.length === 0) return makeEmptyChart(shortName(recording), words.noRequests);

  const all = groupByUrl(requests, totalMs);
  const rows = chooseRows(all);
  const labels = uniqueNames(rows, 30);
  // A few names stand above their rows, where they take nothing of the width.
  const above = rows.length <= maxHeadings;
  const shown = (Object.keys(outcomeStyles) as RequestOutcome[]).filter((outcome) =>
    rows.some((row) => row.attempts.some((attempt) => outcomeOf(attempt) === outcome)),
  );
  const headings = labels.map((label) => (above ? headingLines(label) : []));
  const room = Math.floor(roomFor(headings, 115 + legendHeight(shown.length)));
  const pitch = Math.max(above ? 16 : 11, Math.min(above ? 32 : 28, room));
  const labeled = pitch >= labeledPitch;
  const { panels, height } = stackPanels(
    rows.map(() => pitch),
    headings,
    above ? 2 : 0,
  );
  const placeOf = (index: number) => {
    const { top, bottom } = panels[index] ?? { top: 0, bottom: 0 };
    return { y: (top + bottom) / 2, top: top + pitch / 4, bottom: bottom - pitch / 4 };
  };
  const bars = rows.flatMap((row, index) =>
    row.attempts.map((attempt, at) => ({
      url: labels[index],
      ...placeOf(index),
      start: inSeconds(attempt.startMs),
      end: inSeconds(attempt.endMs ?? totalMs),
      outcome: words.outcome[outcomeOf(attempt)],
      attempt: at + 1,
      status: attempt.status ?? attempt.error ?? "–",
    })),
  );
  const gaps = rows.flatMap((row, index) =>
    row.gapsMs.flatMap((gapMs, at) => {
      const start = row.attempts[at]?.endMs ?? totalMs;
      if (gapMs <= 0) return [];
      return {
        url: labels[index],
        y: placeOf(index).y,
        start: inSeconds(start),
        end: inSeconds(start + gapMs),
        middle: inSeconds(start + gapMs / 2),
        share: gapMs / totalMs,
        ...(labeled ? { label: duration(gapMs) } : {}),
      };
    }),
  );

  const x = { ...timeAxis(totalMs, language), field: "start" };
  const names = panelAxis(
    height,
    null,
    above ? [] : labels.map((text, index) => ({ at: placeOf(index).y, text })),
  );
  const y = {
    ...names,
    field: "y",
    axis: {
      ...(names["axis"] as object),
      labelLimit: 110,
      labelFontSize: pitch > 13 ? 13 : 10,
      grid: false,
    },
  };
  const domain = shown.map((outcome) => words.outcome[outcome]);
  const color = {
    field: "outcome",
    type: "nominal",
    title: null,
    scale: { domain, range: shown.map((outcome) => outcomeStyles[outcome].color ?? colorOf(recording)) },
    legend: bottomLegend,
  };
  const shape = { ...color, scale: { domain, range: shown.map((outcome) => outcomeStyles[outcome].shape) } };
  const tooltip = ["attempt", "status"].map((field) => ({
    field,
    title: words.tooltip[field as "attempt" | "status"],
  }));

  const fewer =
    rows.length < all.length ? [words.mostAttempted(number(rows.length), number(all.length))] : [];
  return makeChart({
    language,
    title: words.attemptsTitle(
      shortName(recording, 30),
      amount("urls", all.length),
      amount("attempts", requests.length),
    ),
    subtitle: [words.attemptsSubtitle, ...fewer],
    description: describe(recording, all),
    view: {
      height,
      layer: [
        {
          data: { values: gaps },
          mark: { type: "rule", strokeWidth: 1.5, opacity: 0.7, aria: false },
          encoding: { x, x2: { field: "end" }, y },
        },
        {
          data: { values: gaps },
          transform: [{ filter: "isValid(datum.label)" }],
          mark: { type: "text", dy: -8, aria: false },
          encoding: {
            x: { ...x, field: "middle" },
            y,
            text: {
              // Where the wait is shorter than its label, that would cover the attempts beside it.
              condition: { test: `datum.share * width > ${labelPixels}`, field: "label", type: "nominal" },
              value: "",
            },
          },
        },
        {
          data: { values: bars },
          mark: { type: "rect", opacity: 0.55, aria: false },
          encoding: {
            x,
            x2: { field: "end" },
            y: { ...y, field: "top" },
            y2: { field: "bottom" },
            color,
            tooltip,
          },
        },
        {
          data: { values: bars },
          mark: { type: "point", filled: true, size: labeled ? 120 : 60, opacity: 1 },
          encoding: { x: { ...x, field: "end" }, y, color, shape, tooltip },
        },
        panelHeadings(panels, headings, y),
      ],
    },
  });
}

function groupByUrl(requests: readonly RecordedRequest[], totalMs: number): Row[] {
  const groups = new Map<string, RecordedRequest[]>();
  const shared = sharedParams(requests);
  for (const request of requests) {
    const name = nameOf(request, shared);
    const group = groups.get(name);
    if (group) group.push(request);
    else groups.set(name, [request]);
  }
  return Array.from(groups, ([name, attempts]) => ({
    name,
    attempts,
    gapsMs: attempts
      .slice(1)
      .map(({ startMs }, index) => Math.max(0, startMs - (attempts[index]?.endMs ?? totalMs))),
  }));
}

/** The path, without what all URLs of a run share; the method where it is not the usual one. */
function nameOf({ method, url }: RecordedRequest, shared: ReadonlySet<string>): string {
  const { pathname, params } = readUrl(url);
  const query = params.filter((param) => !shared.has(param)).join("&");
  const path = pathname.replace(/^\/r\/[^/]+/, "") + (query === "" ? "" : `?${query}`);
  return method === "GET" ? path : `${method} ${path}`;
}

/** The parts of the query that all of several URLs have: they do not tell one from the other. */
function sharedParams(requests: readonly RecordedRequest[]): ReadonlySet<string> {
  const urls = Array.from(new Set(requests.map(({ url }) => url)), readUrl);
  if (urls.length < 2) return new Set();
  return new Set(urls[0]?.params.filter((param) => urls.every(({ params }) => params.includes(param))));
}

function readUrl(url: string): { readonly pathname: string; readonly params: readonly string[] } {
  const { pathname, search } = URL.parse(url) ?? { pathname: url, search: "" };
  return { pathname, params: search.slice(1).split("&").filter(Boolean) };
}

function chooseRows(rows: readonly Row[]): readonly Row[] {
  if (rows.length <= maxRows) return rows;
  const busiest = new Set(rows.toSorted((a, b) => b.attempts.length - a.attempts.length).slice(0, maxRows));
  return rows.filter((row) => busiest.has(row));
}

function describe(recording: Recording, rows: readonly Row[]): string {
  const { name, totalMs, requests } = recording;
  const { words, number, duration, amount } = speak(recording.language);
  const parts = [
    words.requestsIn(
      `${amount("urls", rows.length)}, ${amount("attempts", requests.length)}`,
      duration(totalMs),
    ),
  ];
  const most = rows.toSorted((a, b) => b.attempts.length - a.attempts.length)[0];
  if (most && most.gapsMs.length > 0) {
    const gaps = most.gapsMs.map(duration);
    parts.push(words.mostAttempts(most.name, amount("attempts", most.attempts.length), words.and(gaps)));
  } else parts.push(words.noRepeats);
  const good = rows.filter((row) => row.attempts.some(succeeded)).length;
  parts.push(words.lastAttempts(number(good), amount("urls", rows.length)));
  return `${name}: ${words.list(parts)}.`;
}
