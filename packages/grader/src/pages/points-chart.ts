import { palette, vegaLite, type Chart } from "async-lab/charts";
import type { Language } from "@async-lab/notebook";
import { formatNumber } from "async-lab/record";
import { messages } from "../messages/index.js";

/** How many grades lie from `from` up to `to`, both included. */
export interface PointsBin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

const bins = [0, 10, 20, 30, 40, 50, 60, 70, 80, 90] as const;

/** Counts grades by tens; the last bin holds the full points, too. */
export function countPointsByTens(points: readonly number[]): PointsBin[] {
  return bins.map((from) => ({
    from,
    to: from === 90 ? 100 : from + 9,
    count: points.filter((value) => value >= from && (from === 90 || value < from + 10)).length,
  }));
}

/** Draws how many students got how many points. */
export function drawPoints(points: readonly number[], language: Language): Chart {
  const words = messages(language).summary;
  const counted = countPointsByTens(points);
  const values = counted.map(({ from, to, count }) => ({ bin: `${from}–${to}`, count }));
  const maxCount = Math.max(...counted.map(({ count }) => count), 1);
  const described = values
    .filter(({ count }) => count > 0)
    .map(({ bin, count }) => words.binTold(bin, formatNumber(count, language), count === 1));
  return vegaLite(
    {
      title: { text: words.chartTitle },
      height: 220,
      data: { values },
      encoding: {
        x: {
          field: "bin",
          type: "nominal",
          sort: null,
          title: words.pointsAxis,
          axis: { labelAngle: 0, ticks: false },
        },
        y: {
          field: "count",
          type: "quantitative",
          title: words.studentsAxis,
          scale: { domain: [0, maxCount * 1.1], nice: false },
          axis: { tickMinStep: 1, format: ",d", tickCount: Math.min(maxCount + 1, 6) },
        },
      },
      layer: [
        { mark: { type: "bar", color: palette.blue, aria: false } },
        {
          transform: [{ filter: "datum.count > 0" }],
          mark: { type: "text", dy: -8, aria: false },
          encoding: { text: { field: "count", type: "quantitative" } },
        },
      ],
    },
    `${words.chartTitle}: ${described.join("; ") || words.nobody}.`,
  );
}
