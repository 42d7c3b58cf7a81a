import {
  displaySymbol,
  language,
  type Displayable,
  type Language,
  type MimeBundle,
} from "@async-lab/notebook";
import { escapeHtml, proseToHtml } from "./html.js";
import { showBriefly } from "./learner-error.js";
import { messages, type Messages } from "./messages/index.js";
import { findOtherIds, predictionUnits } from "./prediction-units.js";
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
    const say = messages(this.#language).prediction;
    const told = tell(say, value === undefined ? "" : showWithUnit(value, id, this.#language));
    this.#text = [told, ...tellOtherIds(id, say)].join(" ");
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
    const value = this.#show(this.measured);
    if (this.predicted === undefined) return [say.none(value), ...tellOtherIds(this.id, say)].join(" ");
    const both = say.both(this.#show(this.predicted), value);
    return this.ratio === undefined ? both : `${both} ${say.times(show(this.ratio, this.#language))}`;
  }

  [displaySymbol](): MimeBundle {
    return { "text/html": this.#toHtml(), "text/plain": this.toString() };
  }

  #show(value: Predictable): string {
    return showWithUnit(value, this.id, this.#language);
  }

  #toHtml(): string {
    const say = messages(this.#language).prediction;
    if (this.predicted === undefined) {
      return `<div lang="${this.#language}">${escapeHtml(this.toString())}</div>`;
    }
    const rows: [string, string][] = [
      [say.predicted, this.#show(this.predicted)],
      [say.measured, this.#show(this.measured)],
      ...(this.ratio === undefined
        ? []
        : [[say.ratio, show(this.ratio, this.#language)] as [string, string]]),
    ];
    const cells = rows.map(
      ([name, value]) =>
        `<tr><th scope="row" style="text-align:left">${escapeHtml(name)}</th>` +
        `<td style="text-align:right">${escapeHtml(value)}</td></tr>`,
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
 * @param id what the prediction is about; `measured` asks for it by the same id. Where no lesson has it, the line says
 * which ids there are
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

function tellOtherIds(id: string, say: Messages["prediction"]): string[] {
  const ids = findOtherIds(id);
  return ids ? [say.noSuchId(showBriefly(id), ids.join(", "))] : [];
}

/** A number with the unit of what the lesson asks under this id; a text has its own. */
function showWithUnit(value: Predictable, id: string, chosen: Language): string {
  const unit = Object.hasOwn(predictionUnits, id) ? predictionUnits[id] : undefined;
  if (!unit || typeof value !== "number" || !Number.isFinite(value)) return show(value, chosen);
  const [one, many] = messages(chosen).prediction.units[unit];
  return show(value, chosen) + (value === 1 ? one : many);
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
