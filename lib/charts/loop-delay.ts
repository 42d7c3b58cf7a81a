import type { LoopDelaySample, Recording } from "../record/index.js";
import { makeChart, makeEmptyChart, type Chart } from "./chart.js";
import { checkRecordings } from "./check-recording.js";
import { timeAxis } from "./axes.js";
import { defaultWidth, shortName } from "./fit-width.js";
import { inSeconds } from "./statistics.js";
import { colorOf, palette } from "./theme.js";
import { speak } from "./messages.js";

/**
 * From this on a delay is one that people notice, and the chart calls the loop frozen.
 * @see https://web.dev/articles/rail
 */
const frozenMs = 100;

/** A delay of less than this part of the longest is a hiccup beside it, which a label would make too much of. */
const hiccup = 0.25;

/** The part of the width that a label takes, in a narrow chart. */
const labelShare = 0.45;

/**
 * Draws how late the event loop was all through a recording. Where something blocked it, a block as wide and as
 * high as that lasted, with its duration written over it.
 *
 * @throws TypeError when it is not a recording
 * @example loopDelay(await record("blocking", () => { while (Date.now() < end); }))
 */
export function loopDelay(recording: Recording): Chart {
  checkRecordings("loopDelay", [recording]);
  const { name, totalMs, loopDelay: samples } = recording;
  const { words, duration } = speak();
  const title = words.loopTitle(shortName(recording));
  if (samples.length === 0) return makeEmptyChart(title, words.noSamples);

  const worst = samples.toSorted((a, b) => b.delayMs - a.delayMs);
  const longest = worst[0]?.delayMs ?? 0;
  const isFrozen = ({ delayMs }: LoopDelaySample) => delayMs >= frozenMs && delayMs >= longest * hiccup;
  const frozen = worst.filter(isFrozen);
  const labels = placeLabels(frozen, totalMs);
  const values = worstOfEachPixel(samples, totalMs / defaultWidth).map((sample) => {
    const { atMs, delayMs } = sample;
    const place = labels.get(sample);
    return {
      from: inSeconds(atMs),
      to: inSeconds(atMs + delayMs),
      delay: Math.round(delayMs * 10) / 10,
      color: isFrozen(sample) ? palette.vermillion : colorOf(recording),
      ...(place && {
        label: words.frozenFor(duration(delayMs)),
        at: inSeconds(place.atMs),
        align: place.align,
      }),
    };
  });
  const description =
    frozen[0] === undefined
      ? words.loopFree(name, duration(longest), duration(totalMs))
      : words.list([
          words.loopFrozen(name, frozen.length, duration(longest), duration(frozen[0].atMs)),
          ...worst
            .slice(frozen.length, frozen.length + 1)
            .map(({ delayMs }) => words.otherwiseLate(duration(delayMs))),
        ]);

  const x = { ...timeAxis(totalMs), field: "from" };
  // Headroom for the labels; and a scale that does not blow up a millisecond's noise to the height of the chart.
  const top = Math.max(100, longest * 1.25);
  const y = {
    field: "delay",
    type: "quantitative",
    title: words.delayAxis,
    scale: { domain: [0, top], nice: false },
    axis: {
      // No line of it may run through a label.
      grid: false,
      tickCount: 4,
      labelExpr: top < 1000 ? "datum.label + ' ms'" : "format(datum.value / 1000, '~f') + ' s'",
    },
  };
  const color = { field: "color", type: "nominal", scale: null };

  return makeChart({
    title,
    description: `${description}.`,
    view: {
      height: 180,
      data: { values },
      encoding: { x },
      layer: [
        {
          mark: { type: "rect", strokeWidth: 1.5, aria: false },
          encoding: { x2: { field: "to" }, y, y2: { datum: 0 }, color, stroke: color },
        },
        ...(["left", "center", "right"] as const).map((align) => ({
          transform: [{ filter: `datum.align === '${align}'` }],
          mark: { type: "text", align, fontSize: 15, fontWeight: "bold", dy: -10, aria: false },
          encoding: { x: { ...x, field: "at" }, y, text: { field: "label", type: "nominal" } },
        })),
      ],
    },
  });
}

interface Place {
  readonly atMs: number;
  readonly align: "left" | "center" | "right";
}

/** Labels the longest ones, each where it is within the chart and covers no other. */
function placeLabels(frozen: readonly LoopDelaySample[], totalMs: number): Map<LoopDelaySample, Place> {
  const places = new Map<LoopDelaySample, Place>();
  const taken: number[] = [];
  for (const sample of frozen) {
    const { atMs, delayMs } = sample;
    const middle = (atMs + delayMs / 2) / totalMs;
    const half = labelShare / 2;
    const align = middle < half ? "left" : middle > 1 - half ? "right" : "center";
    const placeMs = atMs + { left: 0, center: delayMs / 2, right: delayMs }[align];
    const center = placeMs / totalMs + { left: half, center: 0, right: -half }[align];
    if (taken.some((other) => Math.abs(other - center) < labelShare)) continue;
    taken.push(center);
    places.set(sample, { atMs: placeMs, align });
  }
  return places;
}

/** More samples than pixels would only make the chart heavy; of each pixel the worst one is what must be seen. */
function worstOfEachPixel(samples: readonly LoopDelaySample[], pixelMs: number): LoopDelaySample[] {
  const worst = new Map<number, LoopDelaySample>();
  for (const sample of samples) {
    const pixel = Math.floor(sample.atMs / pixelMs);
    const known = worst.get(pixel);
    if (!known || sample.delayMs > known.delayMs) worst.set(pixel, sample);
  }
  return [...worst.values()];
}
