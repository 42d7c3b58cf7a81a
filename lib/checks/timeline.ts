import type { Language } from "@async-lab/notebook";
import { formatDuration } from "../record/index.js";
import { escapeHtml } from "./html.js";
import { messages } from "./messages/index.js";
import type { Place } from "./rule-violation.js";
import { countMaxInFlight } from "./snapshot.js";

/** One request of a timeline; times are virtual ms since the call began. */
export interface TimelineRequest {
  readonly label: string;
  readonly startMs: number;
  /** Undefined if it was still in flight when the check stopped looking. */
  readonly endMs: number | undefined;
  /** Undefined if there was no whole answer. */
  readonly status: number | undefined;
}

/** What the server saw of one call of the learner's function. */
export interface Timeline {
  readonly requests: readonly TimelineRequest[];
  /** When the function ended; undefined if it did not. */
  readonly returnedMs: number | undefined;
  /** Where the rule breaks, if it is at one place. */
  readonly place?: Place;
}

const maxRows = 48;
const row = 14;
const [left, width, top] = [130, 700, 24] as const;
/** Okabe and Ito's, told apart with any kind of color vision; failures differ in shape and word too. */
const [blue, vermilion, orange] = ["#0072b2", "#d55e00", "#e69f00"] as const;

/**
 * Draws a timeline, folded: a bar for each request, when the function ended, and the place where the rule breaks.
 *
 * In the colors of the page around it, so that it can be read in a dark theme too.
 */
export function timelineToHtml(timeline: Timeline, language: Language): string {
  const say = messages(language).timeline;
  const shown = timeline.requests.slice(0, maxRows);
  const more = timeline.requests.length - shown.length;
  const lastMs = Math.max(
    1,
    timeline.returnedMs ?? 0,
    timeline.place?.toMs ?? timeline.place?.fromMs ?? 0,
    ...timeline.requests.map(({ startMs, endMs }) => endMs ?? startMs),
  );
  const height = top + shown.length * row + 22;
  const x = (ms: number) => round(left + (Math.min(ms, lastMs) / lastMs) * (width - left - 60));
  const parts = [
    ...drawAxis(lastMs, x, height, language),
    ...drawPlace(timeline.place, x, height, say.here),
    ...shown.map((request, index) => drawRequest(request, top + index * row, x, language)),
    ...drawReturn(timeline.returnedMs, x, height, say.returned),
  ];
  const sentence = escapeHtml(describeTimeline(timeline, language));
  const svg =
    `<svg role="img" aria-label="${sentence}" viewBox="0 0 ${width} ${height}" ` +
    `style="width:100%;max-width:${width}px;height:auto;font:11px system-ui,sans-serif;fill:currentColor">${parts.join("")}</svg>`;
  return (
    `<details style="margin-top:.4em"><summary>${escapeHtml(say.title)}</summary>` +
    `<div style="margin:.3em 0">${sentence}</div>${svg}` +
    `${more > 0 ? `<div>${escapeHtml(say.more(more))}</div>` : ""}</details>`
  );
}

/** The timeline in one sentence or two. */
export function describeTimeline({ requests, returnedMs, place }: Timeline, language: Language): string {
  const say = messages(language).timeline;
  const time = (ms: number) => formatTime(ms, language);
  const ends = requests.map(({ startMs, endMs }) => endMs ?? startMs);
  const figures = {
    count: requests.length,
    max: countMaxInFlight(requests),
    first: time(Math.min(...requests.map(({ startMs }) => startMs))),
    last: time(Math.max(...ends)),
  };
  return [
    say.summary(figures),
    returnedMs === undefined ? say.notReturned : say.returnedAt(time(returnedMs)),
    ...(place
      ? [say.placeAt(time(place.fromMs), place.toMs === undefined ? undefined : time(place.toMs))]
      : []),
  ].join(" ");
}

type Scale = (ms: number) => number;

function drawAxis(lastMs: number, x: Scale, height: number, language: Language): string[] {
  const bottom = height - 18;
  return ticks(lastMs).map(
    (ms) =>
      `<line x1="${x(ms)}" x2="${x(ms)}" y1="${top - 4}" y2="${bottom}" stroke="currentColor" stroke-opacity=".2"/>` +
      `<text x="${x(ms)}" y="${height - 6}" text-anchor="middle">${formatTime(ms, language)}</text>`,
  );
}

const formatTime = (ms: number, language: Language): string =>
  ms === 0 ? "0 s" : formatDuration(ms, language);

/** Four to eight round numbers from 0 on. */
function ticks(lastMs: number): number[] {
  const rough = lastMs / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((each) => each >= rough) ?? rough;
  return Array.from({ length: Math.floor(lastMs / step) + 1 }, (_, index) => round(index * step));
}

function drawRequest(request: TimelineRequest, y: number, x: Scale, language: Language): string {
  const { label, startMs, endMs, status } = request;
  const begin = x(startMs);
  const size = Math.max(2, round(x(endMs ?? Infinity) - begin));
  const isFine = status !== undefined && status < 400;
  const end =
    endMs === undefined ? messages(language).timeline.inFlight : (status ?? messages(language).timeline.cut);
  // A failure has an outline in place of a filled bar, and says its status.
  const look = isFine
    ? `fill="${blue}"`
    : `fill="${vermilion}" fill-opacity=".15" stroke="${vermilion}" stroke-dasharray="3 2"`;
  return (
    `<text x="${left - 6}" y="${y + 9}" text-anchor="end">${escapeHtml(label)}</text>` +
    `<rect x="${begin}" y="${y + 1}" width="${size}" height="${row - 5}" rx="2" ${look}/>` +
    (isFine ? "" : `<text x="${begin + size + 4}" y="${y + 9}">${escapeHtml(String(end))}</text>`)
  );
}

function drawReturn(returnedMs: number | undefined, x: Scale, height: number, label: string): string[] {
  if (returnedMs === undefined) return [];
  const at = x(returnedMs);
  return [
    `<line x1="${at}" x2="${at}" y1="${top - 4}" y2="${height - 18}" stroke="currentColor" stroke-width="1.5" stroke-dasharray="5 3"/>`,
    `<text x="${at}" y="${top - 8}" text-anchor="end">${escapeHtml(label)}</text>`,
  ];
}

function drawPlace(place: Place | undefined, x: Scale, height: number, label: string): string[] {
  if (!place) return [];
  const begin = x(place.fromMs);
  const size = Math.max(3, round(x(place.toMs ?? place.fromMs) - begin));
  return [
    `<rect x="${begin}" y="${top - 4}" width="${size}" height="${height - 18 - top + 4}" fill="${orange}" fill-opacity=".35"/>`,
    `<text x="${begin}" y="10" font-weight="bold">▼ ${escapeHtml(label)}</text>`,
  ];
}

const round = (value: number): number => Math.round(value * 10) / 10;
