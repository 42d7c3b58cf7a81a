import {
  displaySymbol,
  language as notebookLanguage,
  type Displayable,
  type Language,
  type MimeBundle,
} from "@async-lab/notebook";
import { embedOptions, fitLines, fitWidth, wrap, wrapTitle } from "./fit-width.js";
import { renderPicture } from "./render-svg.js";
import { theme } from "./theme.js";

/** A picture of one or more recordings; as the last expression of a cell it is shown. */
export interface Chart extends Displayable {
  /** The chart as Vega-Lite 5: plain JSON, to change or to paste into the editor at vega.github.io/editor. */
  readonly spec: Readonly<Record<string, unknown>>;
  /** What the chart shows, in one sentence; screen readers read it. */
  readonly description: string;
}

/** The parts of a chart that differ from one to the next. */
export interface ChartParts {
  readonly title: string;
  /** A line, or several. */
  readonly subtitle?: string | readonly string[] | undefined;
  readonly description: string;
  /** Of its numbers; by default the notebook's. */
  readonly language?: Language | undefined;
  /** The rest of the Vega-Lite specification. */
  readonly view: Readonly<Record<string, unknown>>;
}

/** Puts together a chart and how it shows itself. */
export function makeChart({ title, subtitle, description, language, view }: ChartParts): Chart {
  return chartOf({
    ...frameOf(description, language),
    ...fitWidth,
    title: {
      text: fitLines((narrow) => wrapTitle(title, narrow ? 36 : 48)),
      ...(subtitle === undefined
        ? {}
        : {
            subtitle: fitLines((narrow) => [subtitle].flat().flatMap((line) => wrap(line, narrow ? 44 : 60))),
          }),
    },
    ...view,
  });
}

/** What every specification begins with: the version, the description, and the course's look. */
export function frameOf(description: string, chosen: Language = notebookLanguage()): Frame {
  return {
    // JupyterLab 4.6 draws version 5 and knows no later one.
    $schema: "https://vega.github.io/schema/vega-lite/v5.json",
    description,
    usermeta: { embedOptions },
    ...theme,
    config: { ...theme.config, locale: { number: numberLocales[chosen] } },
  };
}

interface Frame extends Readonly<Record<string, unknown>> {
  readonly description: string;
  readonly config: Readonly<Record<string, unknown>>;
}

/** A whole specification as a chart. */
export function chartOf(spec: Frame): Chart {
  const { description } = spec;
  return {
    spec,
    description,
    [displaySymbol]: async (): Promise<MimeBundle> => ({
      "application/vnd.vegalite.v5+json": spec,
      "image/svg+xml": await renderPicture(spec),
      "text/plain": description,
    }),
  };
}

/** How the numbers on axes are written: https://d3js.org/d3-format#formatLocale */
const numberLocales = {
  en: { decimal: ".", thousands: ",", grouping: [3], currency: ["$", ""] },
  es: { decimal: ",", thousands: ".", grouping: [3], currency: ["$", ""] },
};

/** A chart of nothing, that says so. */
export function makeEmptyChart(title: string, message: string): Chart {
  return makeChart({
    title,
    description: `${title}: ${message}`,
    view: {
      height: 40,
      data: { values: [{}] },
      mark: { type: "text", align: "left", text: wrap(message), aria: false },
      encoding: { x: { value: 0 } },
    },
  });
}
