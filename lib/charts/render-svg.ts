import type { TopLevelSpec } from "vega-lite";

/**
 * Draws a Vega-Lite specification as SVG, without a browser or a canvas.
 *
 * @returns the SVG's source, with the specification's `description` as its label
 */
export async function renderSvg(
  spec: Readonly<Record<string, unknown>> & { readonly description: string },
): Promise<string> {
  // Loaded only when a chart is shown: a static import could not be required by a notebook's kernel, since
  // vega's modules await at their top level; and they are the slowest thing this package loads.
  const [vega, vegaLite] = await Promise.all([import("vega"), import("vega-lite")]);
  // vega marks the rows of its data with a symbol of its own; the chart's rows stay as they are.
  const copy = structuredClone(spec) as unknown as TopLevelSpec;
  const { spec: compiled } = vegaLite.compile(copy);
  const view = new vega.View(vega.parse(compiled), { renderer: "none" });
  try {
    const svg = await view.toSVG();
    const label = escapeAttribute(spec.description);
    // A function: in a text, `$'` would mean what comes after, and the description may hold a path.
    return svg.replace("<svg ", () => `<svg role="img" aria-label="${label}" `);
  } finally {
    view.finalize();
  }
}

function escapeAttribute(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
