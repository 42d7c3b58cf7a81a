import { escapeHtml, proseToHtml } from "async-lab/checks";
import { cleanText } from "../text.js";

/** A piece of a page whose text has been escaped. */
export class Html {
  readonly #source: string;

  constructor(source: string) {
    this.#source = source;
  }

  toString(): string {
    return this.#source;
  }
}

type Value = Html | string | number | undefined | readonly (Html | undefined)[];

/**
 * Writes a piece of a page: whatever is put in is escaped, unless it is {@link Html} itself. So no name, file or
 * printed line can be read as markup, and none can be forgotten.
 *
 * @example html`<td>${student.name}</td>`
 */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Html {
  return new Html(
    strings.map((string, index) => string + (index < values.length ? write(values[index]) : "")).join(""),
  );
}

/** As text in {@link html}; what stands between backticks becomes code. */
export function prose(text: string): Html {
  // A figure and its unit stay together at a line's end.
  return new Html(proseToHtml(cleanText(text)).replaceAll(/(\d) (s|ms|min|%)(?![\p{L}\d])/gu, "$1\u00a0$2"));
}

function write(value: Value): string {
  if (value === undefined) return "";
  if (value instanceof Html) return value.toString();
  if (typeof value === "object") return value.map(write).join("\n");
  return escapeHtml(cleanText(String(value)));
}
