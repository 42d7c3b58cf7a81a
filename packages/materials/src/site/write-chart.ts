import type { TopLevelSpec } from "vega-lite";
import type { ChartOutput, ExecutedLesson, Language } from "../model.js";
import { formatDate, messages } from "./messages.js";

/**
 * Writes a chart as HTML: its picture, and its specification beside it, with which `static/charts.js` draws it anew
 * where there is JavaScript. Vega-Lite is compiled here, so that a page loads Vega alone.
 *
 * @param chart as a cell showed it
 * @param measured machine, date and language, where it shows what a clock measured
 */
export async function writeChart(
  { description, svg, specification }: ChartOutput,
  measured?: Where,
): Promise<string> {
  const caption = measured
    ? `<figcaption>${writeWhere(messages(measured.language).measured, measured)}</figcaption>`
    : "";
  return [
    `<figure class="chart">`,
    `<div class="pst-scrollable-table-container"><div class="chart-picture" role="img" aria-label="${escapeHtml(description)}">`,
    // Blank lines would end the block; the label stands around it.
    svg.replaceAll(/\n\s*\n/g, "\n").replace(/ role="img" aria-label="[^"]*"/, ' aria-hidden="true"'),
    `</div></div>`,
    // In JSON `<` stands in strings alone; written so, no text in it can end the script.
    `<script type="application/json">${JSON.stringify(await compile(specification)).replaceAll("<", "\\u003c")}</script>`,
    `${caption}</figure>`,
  ].join("\n");
}

async function compile(specification: unknown): Promise<unknown> {
  const [{ compile: compileSpec }, { logger, Error: ErrorsOnly }] = await Promise.all([
    import("vega-lite"),
    import("vega"),
  ]);
  // What it would warn of was shown when the cell ran.
  return compileSpec(structuredClone(specification) as TopLevelSpec, { logger: logger(ErrorsOnly) }).spec;
}

/** The line that ends a page on which something was measured. */
export function writeRan({ language, ran }: ExecutedLesson): string {
  return `<p class="ran">${writeWhere(messages(language).ran, { ...ran, language })}</p>`;
}

type Where = ExecutedLesson["ran"] & { readonly language: Language };

function writeWhere(
  say: (machine: string, date: string) => string,
  { machine, date, language }: Where,
): string {
  return escapeHtml(say(machine, formatDate(new Date(date), language)));
}

/** Text as it stands in HTML, in quoted attributes as well. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
