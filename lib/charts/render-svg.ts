import type { TopLevelSpec } from "vega-lite";

/**
 * Draws a Vega-Lite specification as SVG, without a browser or a canvas.
 *
 * @param color of its text; by default that of the page where it is shown
 * @returns the SVG's source, with the specification's `description` as its label
 */
export async function renderSvg(
  spec: Readonly<Record<string, unknown>> & { readonly description: string },
  color?: string,
): Promise<string> {
  // Loaded only when a chart is shown: a static import could not be required by a notebook's kernel, since
  // vega's modules await at their top level; and they are the slowest thing this package loads.
  const [vega, vegaLite] = await Promise.all([import("vega"), import("vega-lite")]);
  // vega marks the rows of its data with a symbol of its own; the chart's rows stay as they are.
  const copy = structuredClone(spec) as unknown as TopLevelSpec;
  const logger = vega.logger(vega.Warn);
  const { warn } = logger;
  // Rows of a fixed height fit as they are; under a cell the warning would only puzzle.
  logger.warn = (...args) => (String(args[0]).startsWith("Dropping") ? logger : warn.apply(logger, args));
  const { spec: compiled } = vegaLite.compile(copy, { logger });
  const view = new vega.View(vega.parse(compiled), { renderer: "none" });
  try {
    const svg = await view.toSVG();
    const label = escapeAttribute(spec.description);
    const inColor = color === undefined ? "" : ` color="${color}"`;
    // A function: in a text, `$'` would mean what comes after, and the description may hold a path.
    return svg.replace("<svg ", () => `<svg role="img" aria-label="${label}"${inColor} `);
  } finally {
    view.finalize();
  }
}

/**
 * Draws it as a picture that stands alone, in a page whose colors nobody knows: dark on white, unless the
 * specification has a ground of its own.
 */
export async function renderPicture(spec: Parameters<typeof renderSvg>[0]): Promise<string> {
  const ground = spec["background"];
  return await renderSvg(ground === "transparent" ? { ...spec, background: "white" } : spec, "#1a1a1a");
}

function escapeAttribute(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
