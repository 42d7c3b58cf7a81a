import { makeChart, type Chart } from "./chart.js";
import { headingLines, panelAxis, panelHeadings, sparseLabels, stackEvenly } from "./axes.js";
import { uniqueNames } from "./fit-width.js";
import { median } from "./statistics.js";
import { palette } from "./theme.js";
import { messages, speak } from "./messages.js";

/** How `distribution` names and writes the values. */
export interface DistributionOptions {
  /** What the values are: `"ms"` if left out, or any other words, for example `"requests per second"`. */
  readonly unit?: string;
  readonly title?: string;
}

/**
 * Draws repeated measurements, a row for each name: every round as a circle, their range as a line, and the median.
 * Where ranges overlap, its description says so: such rounds do not tell one from the other.
 *
 * @param measurements the values of all rounds by name
 * @throws TypeError in one line when a value is missing or no number
 * @example distribution({ got: [285, 291, 280], undici: [256, 250, 261] })
 * @example distribution({ got: [2710], undici: [9984] }, { unit: "requests per second" })
 */
export function distribution(
  measurements: Readonly<Record<string, readonly number[]>>,
  { unit = "ms", title }: DistributionOptions = {},
): Chart {
  const rows = readRows(measurements);
  const { words, number, amount } = speak();
  const labels = uniqueNames(rows, 30);
  const scale = chooseScale(rows, unit, words);
  const format = (value: number) => scale.write(number(value / scale.one, decimals(value / scale.one)));

  // Names and medians stand above the rows, where none of them can cover another or a circle.
  const headings = rows.map(({ middle }, index) =>
    headingLines(labels[index] ?? "", words.median(format(middle) + scale.after)),
  );
  const { panels, height, own: rowHeight } = stackEvenly(headings, 26, 115);
  const place = (index: number) => (panels[index]?.top ?? 0) + rowHeight / 2;
  const points = rows.flatMap(({ values }, index) =>
    values.map((value, round) => ({
      y: place(index),
      value: value / scale.one,
      round: round + 1,
      text: format(value),
    })),
  );
  const summaries = rows.map(({ min, middle, max }, index) => ({
    y: place(index),
    top: panels[index]?.top,
    bottom: panels[index]?.bottom,
    min: min / scale.one,
    middle: middle / scale.one,
    max: max / scale.one,
  }));
  const parts = rows.map(({ name, values, min, middle, max }) =>
    words.medianAndRange(
      name,
      format(middle) + scale.after,
      format(min),
      format(max),
      amount("rounds", values.length),
    ),
  );
  if (rows.length > 1) {
    const pairs = overlappingPairs(rows).map(([one, other]) => words.pair(one.name, other.name));
    parts.push(pairs.length > 0 ? words.overlap(pairs.join(", ")) : words.noOverlap);
  }

  const x = (field: string) => ({
    field,
    type: "quantitative",
    title: scale.axis,
    // From 0, so that lengths compare as the values do.
    scale: { domainMin: 0, zero: true },
    axis: {
      ...sparseLabels,
      ...(scale.suffix === "" ? {} : { labelExpr: `datum.label + '${scale.suffix}'` }),
    },
  });
  const y = panelAxis(height, null, []);
  return makeChart({
    title: title ?? words.distributionTitle,
    subtitle: words.distributionSubtitle,
    description: `${words.list(parts)}.`,
    view: {
      height,
      layer: [
        {
          data: { values: summaries },
          mark: { type: "rule", strokeWidth: 3, opacity: 0.4, aria: false },
          encoding: { x: x("min"), x2: { field: "max" }, y: { ...y, field: "y" } },
        },
        {
          data: { values: summaries },
          mark: { type: "rule", strokeWidth: 5, color: palette.vermillion, aria: false },
          encoding: { x: x("middle"), y: { ...y, field: "top" }, y2: { field: "bottom" } },
        },
        {
          data: { values: points },
          mark: { type: "point", size: 80, strokeWidth: 2, color: palette.blue, opacity: 1, aria: false },
          encoding: {
            x: x("value"),
            y: { ...y, field: "y" },
            tooltip: [
              { field: "round", title: words.round },
              { field: "text", title: scale.axis },
            ],
          },
        },
        panelHeadings(panels, headings, y),
      ],
    },
  });
}

/** In what the values are written: durations of ten seconds and more in seconds. */
interface Scale {
  /** This many of the given unit are one of the written one. */
  readonly one: number;
  readonly axis: string;
  /** What the axis puts behind each of its numbers. */
  readonly suffix: string;
  write(value: string): string;
  /** What a sentence adds. */
  readonly after: string;
}

function chooseScale(rows: readonly Row[], unit: string, words: ReturnType<typeof messages>): Scale {
  if (unit !== "ms") return { one: 1, axis: unit, suffix: "", write: (value) => value, after: ` ${unit}` };
  return rows.some(({ max }) => max >= 10_000)
    ? { one: 1000, axis: words.durationAxis, suffix: " s", write: (value) => `${value} s`, after: "" }
    : { one: 1, axis: words.durationAxis, suffix: " ms", write: (value) => `${value} ms`, after: "" };
}

/** About three digits. */
const decimals = (value: number): number => (value < 9.995 ? 2 : value < 99.95 ? 1 : 0);

interface Row {
  readonly name: string;
  readonly values: readonly number[];
  readonly min: number;
  readonly middle: number;
  readonly max: number;
}

function readRows(measurements: unknown): Row[] {
  const example = "distribution({ got: [285, 291], undici: [256, 250] })";
  const say = messages().errors;
  if (typeof measurements !== "object" || measurements === null || Array.isArray(measurements)) {
    throw new TypeError(say.noRounds(example));
  }
  const entries = Object.entries(measurements as Record<string, unknown>);
  if (entries.length === 0) throw new TypeError(say.nothingToDraw(example));
  return entries.map(([name, given]) => {
    const values: readonly unknown[] = Array.isArray(given) ? given : [];
    const middle = median(values.filter((value) => typeof value === "number"));
    if (middle === undefined || !values.every(isMeasurement)) {
      throw new TypeError(say.notRounds(name, describe(given)));
    }
    return { name, values, min: Math.min(...values), middle, max: Math.max(...values) };
  });
}

function isMeasurement(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value) && value >= 0;
}

function describe(value: unknown): string {
  if (value instanceof Promise) return messages().errors.aPromise;
  const text = Array.isArray(value) ? `[${value.map(String).join(", ")}]` : String(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

function overlappingPairs(rows: readonly Row[]): (readonly [Row, Row])[] {
  return rows.flatMap((one, index) =>
    rows
      .slice(index + 1)
      .filter((other) => one.min <= other.max && other.min <= one.max)
      .map((other) => [one, other] as const),
  );
}
