import { chartOf, frameOf, type Chart } from "./chart.js";
import { fitWidth } from "./fit-width.js";
import { seriesColors } from "./theme.js";
import { messages } from "./messages.js";

/**
 * Draws any Vega-Lite 5 specification in the course's look; what the specification says itself comes first.
 *
 * @param spec without `$schema` and `description`, which are put in; its data inline, as `data: { values: rows }`
 * @param description what the picture shows, in one sentence: it is all that a screen reader gets
 * @throws TypeError in one line when there is no specification or no description
 * @see https://vega.github.io/vega-lite/docs/
 * @example
 * vegaLite(
 *   { data: { values: rows }, mark: "bar", encoding: { x: { field: "area", type: "quantitative" } } },
 *   `${rows.length} countries by area`,
 * );
 */
export function vegaLite(spec: Readonly<Record<string, unknown>>, description: string): Chart {
  const say = messages().errors;
  if (!isObject(spec)) {
    throw new TypeError(say.noSpec(describe(spec)));
  }
  if (typeof description !== "string" || description.trim() === "") {
    throw new TypeError(say.noDescription);
  }
  const frame = frameOf(description);
  const own = isObject(spec["config"]) ? spec["config"] : {};
  const config = { ...frame.config, range: { category: seriesColors }, ...own };
  // JupyterLab draws version 5, whatever the specification was written for.
  const { $schema } = frame;
  const fit = takesWidth(spec) ? fitWidth : undefined;
  const { params } = spec;
  const both = Array.isArray(params) ? { params: [...(fit?.params ?? []), ...(params as unknown[])] } : {};
  return chartOf({ ...frame, ...fit, ...spec, ...both, $schema, description, config });
}

/** One view takes the width that there is, unless the specification says which it wants. */
function takesWidth(spec: Readonly<Record<string, unknown>>): boolean {
  const ofSeveral = ["facet", "repeat", "concat", "hconcat", "vconcat"].some((key) => key in spec);
  return !ofSeveral && !("width" in spec) && !isFaceted(spec["encoding"]);
}

function isFaceted(encoding: unknown): boolean {
  return isObject(encoding) && ["row", "column", "facet"].some((channel) => channel in encoding);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function describe(value: unknown): string {
  if (Array.isArray(value)) return messages().errors.aList;
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}
