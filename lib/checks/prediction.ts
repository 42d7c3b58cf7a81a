import {
  displaySymbol,
  language,
  type Displayable,
  type Language,
  type MimeBundle,
} from "@async-lab/notebook";
import { escapeHtml, proseToHtml } from "./html.js";
import { messages, type Messages } from "./messages/index.js";
import { readPrediction, writePrediction, type Predictable } from "./progress/index.js";

/** What {@link predict} shows: one line. */
export class Prediction implements Displayable {
  readonly #text: string;
  readonly #language = language();

  /**
   * @param value what is expected; undefined where nothing was put in, and nothing before
   * @param tell how the line is worded
   */
  constructor(
    readonly id: string,
    readonly value: Predictable | undefined,
    tell: (say: Messages["prediction"], shown: string) => string,
  ) {
    this.#text = tell(
      messages(this.#language).prediction,
      value === undefined ? "" : show(value, this.#language),
    );
  }

  toString(): string {
    return this.#text;
  }

  [displaySymbol](): MimeBundle {
    return {
      "text/html": `<div lang="${this.#language}">${proseToHtml(this.#text)}</div>`,
      "text/plain": this.#text,
    };
  }
}

/** What {@link measured} shows: prediction and measurement side by side. */
export class Measurement implements Displayable {
  /** Measured / predicted, where both are numbers and there is one to speak of. */
  readonly ratio: number | undefined;
  readonly #language = language();

  constructor(
    readonly id: string,
    readonly predicted: Predictable | undefined,
    readonly measured: Predictable,
  ) {
    const both = typeof predicted === "number" && typeof measured === "number";
    const ratio = both && predicted > 0 ? measured / predicted : NaN;
    this.ratio = Number.isFinite(ratio) ? ratio : undefined;
  }

  toString(): string {
    const say = messages(this.#language).prediction;
    const value = show(this.measured, this.#language);
    if (this.predicted === undefined) return say.none(value);
    const both = say.both(show(this.predicted, this.#language), value);
    return this.ratio === undefined ? both : `${both} ${say.times(show(this.ratio, this.#language))}`;
  }

  [displaySymbol](): MimeBundle {
    return { "text/html": this.#toHtml(), "text/plain": this.toString() };
  }

  #toHtml(): string {
    const say = messages(this.#language).prediction;
    if (this.predicted === undefined) {
      return `<div lang="${this.#language}">${escapeHtml(this.toString())}</div>`;
    }
    const rows: [string, Predictable][] = [
      [say.predicted, this.predicted],
      [say.measured, this.measured],
      ...(this.ratio === undefined ? [] : [[say.ratio, this.ratio] as [string, number]]),
    ];
    const cells = rows.map(
      ([name, value]) =>
        `<tr><th scope="row" style="text-align:left">${escapeHtml(name)}</th>` +
        `<td style="text-align:right">${escapeHtml(show(value, this.#language))}</td></tr>`,
    );
    return (
      `<table lang="${this.#language}"><caption style="text-align:left;white-space:nowrap">${escapeHtml(say.caption)}</caption>` +
      `<tbody>${cells.join("")}</tbody></table>`
    );
  }
}

/**
 * Notes what you expect, before you run the experiment. Nothing is graded.
 *
 * Without a value, as the lessons have it, it says where to put one; what was noted before is kept.
 *
 * @param id what the prediction is about; `measured` asks for it by the same id
 * @param value a number, a text, or yes or no
 * @param others none: `0,5`, with the comma of Spanish, is two values, as `1,500` is, and is told so
 * @example predict("02-speedup", 30);
 */
export function predict(
  id: string,
  value?: Predictable | null,
  ...others: readonly Predictable[]
): Prediction {
  if (others.length > 0) {
    const values = [value, ...others];
    const isThousands = others.every((each) => typeof each === "number" && each >= 100 && each < 1000);
    return new Prediction(id, undefined, (say) =>
      isThousands ? say.noComma(values.join("")) : say.oneValue(values.join(".")),
    );
  }
  if (value === undefined || value === null || (typeof value === "string" && value.trim() === "")) {
    const before = readPrediction(id);
    return new Prediction(id, before, (say, shown) =>
      before === undefined ? say.missing : say.before(shown),
    );
  }
  const noted = readNumber(value) ?? value;
  writePrediction(id, noted);
  return new Prediction(id, noted, (say, shown) => say.noted(shown));
}

/** Between quotes a number is a number all the same, which a measurement can be compared with. */
function readNumber(value: Predictable): number | undefined {
  return typeof value === "string" && /^\s*[+-]?(\d+(\.\d*)?|\.\d+)\s*$/.test(value)
    ? Number(value)
    : undefined;
}

/**
 * Puts what was measured beside what was predicted under the same id, if anything was.
 *
 * @example measured("02-speedup", oneByOne.totalMs / allAtOnce.totalMs);
 */
export function measured(id: string, value: Predictable): Measurement {
  return new Measurement(id, readPrediction(id), value);
}

/** Three digits are as many as a measurement deserves; whole numbers keep all of theirs. */
function show(value: Predictable, chosen: Language): string {
  if (typeof value !== "number") return String(value);
  const digits =
    Number.isInteger(value) || Math.abs(value) >= 1000
      ? { maximumFractionDigits: 0 }
      : { maximumSignificantDigits: 3 };
  return new Intl.NumberFormat(chosen === "es" ? "es-AR" : "en", digits).format(value);
}
