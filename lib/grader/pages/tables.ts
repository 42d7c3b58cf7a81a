import { html, type Html } from "./html.js";

/** A small table of names, each with a figure. */
export function figuresTable(
  caption: string,
  [name, figure]: readonly [name: string, figure: string],
  rows: readonly (readonly [name: string, figure: string])[],
): Html {
  return html`<table class="narrow">
    <caption>
      ${caption}
    </caption>
    <thead>
      <tr>
        <th scope="col">${name}</th>
        <th scope="col" class="number">${figure}</th>
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        ([of, value]) =>
          html`<tr>
            <th scope="row">${of}</th>
            <td class="number">${value}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

/** A table that may be wider than the window: it scrolls by itself, also with the keyboard. */
export function wideTable(label: string, table: Html): Html {
  return html`<div class="wide" role="region" aria-label="${label}" tabindex="0">${table}</div>`;
}
