import type { Language } from "@async-lab/notebook";
import { quote, wrap } from "./fit-width.js";
import { inSeconds } from "./statistics.js";
import { inLanguage } from "./words.js";

/** Labels along the width: each has room, however wide the chart is, and none covers its neighbor. */
export const sparseLabels = {
  tickCount: { expr: "ceil(width / 140)" },
  labelOverlap: "parity",
  labelSeparation: 8,
} as const;

/** The axis of time, from 0 to the end of the longest recording, with its unit at every number. */
export function timeAxis(endMs: number, chosen?: Language): Record<string, unknown> {
  const words = inLanguage(chosen);
  const inMs = endMs < 99.5;
  return {
    type: "quantitative",
    title: words.timeAxis,
    scale: { domain: [0, inSeconds(endMs)], nice: false, zero: true },
    axis: {
      grid: false,
      ...sparseLabels,
      labelExpr: inMs ? "format(datum.value * 1000, ',~f') + ' ms'" : "datum.label + ' s'",
    },
  };
}

/** Says above the picture, at the right, how much time a pixel is: it changes with the width. */
export function pixelNote(endMs: number, chosen?: Language): Record<string, unknown> {
  const pixelMs = `(${inSeconds(endMs) * 1000} / width)`;
  const text = `'${inLanguage(chosen).onePixel} ' + format(${pixelMs}, ${pixelMs} < 10 ? '.1~f' : ',.0f') + ' ms'`;
  return {
    data: { values: [{}] },
    mark: { type: "text", align: "right", baseline: "bottom", aria: false },
    encoding: { x: { value: { expr: "width" } }, y: { value: -4 }, text: { value: { expr: text } } },
  };
}

/** A legend below the picture, which may be narrow. */
export const bottomLegend = {
  orient: "bottom",
  direction: "horizontal",
  columns: { expr: "width < 440 ? 1 : 2" },
  symbolOpacity: 1,
} as const;

/** One of several pictures below each other, in px from the top: its heading stands above `top`. */
export interface Panel {
  readonly top: number;
  readonly bottom: number;
}

const lineHeight = 18;

/** A heading that fits into the narrowest chart, in lines; a long one breaks after its name, or between its parts. */
export function headingLines(name: string, told?: string): readonly string[] {
  const longest = 36;
  if (told === undefined) return wrap(name, longest);
  const line = `${name}: ${told}`;
  const inParts = line.length <= longest || told.includes(" · ");
  return inParts ? wrap(line, longest) : [...wrap(`${name}:`, longest), ...wrap(told, longest)];
}

/**
 * Stacks pictures in one view, since a view of several does not take the width there is.
 *
 * @param heights of each in px, without its heading
 * @param headings the lines above each; none where something else says what it is
 * @param gap between one and the next heading, in px
 */
export function stackPanels(
  heights: readonly number[],
  headings: readonly (readonly string[])[],
  gap = headings.flat().length === 0 ? 0 : 14,
): { readonly panels: readonly Panel[]; readonly height: number } {
  let height = 0;
  const panels = heights.map((own, index) => {
    const lines = headings[index]?.length ?? 0;
    const top = height + (index === 0 ? 0 : gap) + (lines === 0 ? 0 : lines * lineHeight + 4);
    height = top + own;
    return { top, bottom: height };
  });
  return { panels, height };
}

/**
 * The height of a whole chart, in px: below 70 % of a laptop's screen of 768, also at a projector's zoom of 150 %, where
 * 512 of its px are left.
 */
export const mostHeight = 350;

/** What a legend below the picture takes of that, in px, where it has its two columns. */
export function legendHeight(entries: number): number {
  return entries === 0 ? 0 : 8 + 22 * Math.ceil(entries / 2);
}

/**
 * Stacks pictures that are equally high, so that all of them fit.
 *
 * @param tallest the height of one, in px
 * @param around what title, axis and legend take, in px
 */
export function stackEvenly(
  headings: readonly (readonly string[])[],
  tallest: number,
  around: number,
): ReturnType<typeof stackPanels> & { readonly own: number } {
  const room = roomFor(headings, around);
  const own = Math.round(Math.max(3, Math.min(tallest, room * 0.75)));
  const { panels, height } = stackPanels(
    headings.map(() => own),
    headings,
    Math.round(Math.max(1, Math.min(14, room * 0.25))),
  );
  return { panels, height, own };
}

/** What headings, and title, axis and legend `around` them, leave for each of the stacked pictures, in px. */
export function roomFor(headings: readonly (readonly string[])[], around: number): number {
  return (mostHeight - around - headings.flat().length * lineHeight) / headings.length - 4;
}

/** The axis of stacked pictures: px from the top, with a label of its own at each of these places. */
export function panelAxis(
  height: number,
  title: string | null,
  labels: readonly { readonly at: number; readonly text: string }[],
): Record<string, unknown> {
  return {
    type: "quantitative",
    title,
    scale: { domain: [0, height], reverse: true, nice: false, zero: false },
    axis: {
      values: labels.map(({ at }) => at),
      labelExpr: `${quote(Object.fromEntries(labels.map(({ at, text }) => [at, text])))}[datum.value]`,
      labelOverlap: false,
      domain: false,
      ticks: false,
    },
  };
}

/** The ends of a scale that all of the stacked pictures share; where they are low, one would cover the other. */
export function scaleLabels(
  panels: readonly Panel[],
  highest: string,
): readonly { readonly at: number; readonly text: string }[] {
  return panels.flatMap(({ top, bottom }) => [
    { at: top, text: highest },
    ...(bottom - top < 20 ? [] : [{ at: bottom, text: "0" }]),
  ]);
}

/** What stands above each of the stacked pictures. */
export function panelHeadings(
  panels: readonly Panel[],
  headings: readonly (readonly string[])[],
  y: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const values = panels.flatMap(({ top }, index) => {
    const lines = headings[index] ?? [];
    return lines.map((text, line) => ({ y: top - 6 - (lines.length - 1 - line) * lineHeight, text }));
  });
  return {
    data: { values },
    mark: { type: "text", align: "left", baseline: "bottom", fontSize: 13, fontWeight: "bold", aria: false },
    encoding: { x: { value: 0 }, y: { ...y, field: "y" }, text: { field: "text", type: "nominal" } },
  };
}
