import { language } from "../notebook/index.js";
import { formatDuration, type LoopDelaySample, type Recording } from "../record/index.js";
import { makeChart, makeEmptyChart, type Chart } from "./chart.js";
import { checkRecordings } from "./check-recording.js";
import { shortName } from "./names.js";
import { inSeconds } from "./statistics.js";
import { chartWidth, palette } from "./theme.js";
import { inLanguage } from "./words.js";

/** From this on a delay is one that people notice, and the chart calls the loop frozen. */
const frozenMs = 50;

/** More labels than this would cover each other. */
const mostLabels = 4;

/**
 * Draws how late the event loop was all through a recording. Where something blocked it, a bar as wide and as high
 * as that lasted, with its duration written over it.
 *
 * @throws TypeError when it is not a recording
 * @example loopDelay(await record("blocking", () => { while (Date.now() < end); }))
 */
export function loopDelay(recording: Recording): Chart {
  checkRecordings("loopDelay", [recording]);
  const { name, totalMs, loopDelay: samples } = recording;
  const words = inLanguage();
  const spoken = language();
  const title = words.loopTitle(shortName(recording));
  if (samples.length === 0) return makeEmptyChart(title, words.noSamples);

  const worst = samples.toSorted((a, b) => b.delayMs - a.delayMs);
  const longest = worst[0]?.delayMs ?? 0;
  const frozen = worst.filter(({ delayMs }) => delayMs >= frozenMs);
  const labelled = new Set(frozen.slice(0, mostLabels));
  const values = worstOfEachPixel(samples, totalMs / chartWidth).map((sample) => ({
    from: inSeconds(sample.atMs),
    to: inSeconds(sample.atMs + sample.delayMs),
    middle: inSeconds(sample.atMs + sample.delayMs / 2),
    delay: Math.round(sample.delayMs * 10) / 10,
    frozen: sample.delayMs >= frozenMs,
    ...(labelled.has(sample) ? { label: words.frozenFor(formatDuration(sample.delayMs, spoken)) } : {}),
  }));
  const description =
    frozen[0] === undefined
      ? words.loopFree(name, formatDuration(longest, spoken), formatDuration(totalMs, spoken))
      : words.loopFrozen(
          name,
          frozen.length,
          formatDuration(longest, spoken),
          formatDuration(frozen[0].atMs, spoken),
        );

  const x = {
    field: "from",
    type: "quantitative",
    title: words.seconds,
    scale: { domain: [0, totalMs / 1000], nice: false },
  };
  // Headroom for the labels; and a scale that does not blow up a millisecond's noise to the height of the chart.
  const y = {
    field: "delay",
    type: "quantitative",
    title: words.delayAxis,
    scale: { domain: [0, Math.max(100, longest * 1.2)], nice: false },
  };
  const tone = { condition: { test: "datum.frozen", value: palette.vermillion }, value: palette.blue };

  return makeChart({
    title,
    description: `${description}.`,
    view: {
      width: chartWidth,
      height: 220,
      data: { values },
      layer: [
        {
          mark: { type: "rect", strokeWidth: 1.5, aria: false },
          encoding: { x, x2: { field: "to" }, y, y2: { datum: 0 }, color: tone, stroke: tone },
        },
        {
          transform: [{ filter: "datum.label" }],
          mark: { type: "text", fontSize: 16, fontWeight: "bold", dy: -12 },
          encoding: { x: { ...x, field: "middle" }, y, text: { field: "label" } },
        },
      ],
    },
  });
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
