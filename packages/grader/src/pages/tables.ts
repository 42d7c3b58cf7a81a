import type { Language } from "@async-lab/notebook";
import { formatNumber } from "async-lab/record";
import { messages } from "../messages/index.js";
import { html, type Html } from "./html.js";

/** A column's title, and whether figures stand in it. */
export type Column = string | { readonly figures: string };

/** A table with a caption and titles. */
export function makeTable({
  caption,
  columns,
  rows,
  className = "",
}: {
  readonly caption: string;
  readonly columns: readonly Column[];
  /** Each a `tr` with as many cells. */
  readonly rows: readonly Html[];
  readonly className?: "" | "narrow";
}): Html {
  return html`<table class="${className}">
    <caption>
      ${caption}
    </caption>
    <thead>
      <tr>
        ${columns.map((column) =>
          typeof column === "string"
            ? html`<th scope="col">${column}</th>`
            : html`<th scope="col" class="number">${column.figures}</th>`,
        )}
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
}

/** A small table of names, each with a figure. */
export function figuresTable(
  caption: string,
  [name, figure]: readonly [name: string, figure: string],
  rows: readonly (readonly [name: string, figure: string])[],
): Html {
  return makeTable({
    caption,
    columns: [name, { figures: figure }],
    rows: rows.map(
      ([of, value]) =>
        html`<tr>
          <th scope="row">${of}</th>
          <td class="number">${value}</td>
        </tr>`,
    ),
    className: "narrow",
  });
}

/** A table that may be wider than the window: it scrolls by itself, also with the keyboard. */
export function wideTable(label: string, table: Html): Html {
  return html`<div class="wide" role="region" aria-label="${label}" tabindex="0">${table}</div>`;
}

/** Says how many rows a table has left out; nothing where it has all of them. */
export function andMore(left: number, language: Language): Html | undefined {
  return left > 0
    ? html`<p class="soft">${messages(language).page.andMore(formatNumber(left, language))}</p>`
    : undefined;
}
