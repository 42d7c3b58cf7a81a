import { displaySymbol, type Displayable, type Language, type MimeBundle } from "@async-lab/notebook";
import { escapeHtml, proseToHtml } from "./html.js";
import { messages } from "./messages/index.js";
import { outcomeStyles, type ErrorFound, type Outcome } from "./outcome.js";
import { timelineToHtml, type Timeline } from "./timeline.js";

/** The plain fields of a {@link Verdict}. */
export interface VerdictFields {
  readonly exercise: string;
  readonly outcome: Outcome;
  /** One or two sentences: which rule, and what was seen. */
  readonly message: string;
  readonly hint?: string;
  /** The name of the broken rule, for programs: `"all-at-once"`. */
  readonly rule?: string;
  /** The figures that the message tells. */
  readonly seen?: Readonly<Record<string, unknown>>;
  readonly error?: ErrorFound;
  /** Which function, as which cell declared it; told where the verdict is not right. */
  readonly checked?: string;
  /** What the server saw of the call that decided, where the verdict is not right. */
  readonly timeline?: Timeline;
}

/**
 * What a check answers: plain fields for programs, and a display for people.
 *
 * @example
 * const verdict = await check("02-all", fetchAll);
 * console.log(verdict.outcome, verdict.rule);
 */
export class Verdict implements VerdictFields, Displayable {
  readonly exercise: string;
  readonly outcome: Outcome;
  readonly message: string;
  declare readonly hint?: string;
  declare readonly rule?: string;
  declare readonly seen?: Readonly<Record<string, unknown>>;
  declare readonly error?: ErrorFound;
  declare readonly checked?: string;
  declare readonly timeline?: Timeline;
  readonly #language: Language;

  constructor(fields: VerdictFields, language: Language) {
    this.exercise = fields.exercise;
    this.outcome = fields.outcome;
    this.message = fields.message;
    Object.assign(this, fields);
    this.#language = language;
  }

  /** The verdict as plain text, one sentence or so per line. */
  toString(): string {
    const say = messages(this.#language);
    return [
      `${say.outcomes[this.outcome]} (${this.exercise}): ${this.message}`,
      ...this.#details(),
      ...(this.hint ? [`${say.hint}: ${this.hint}`] : []),
      ...(this.#toldChecked ? [this.#toldChecked] : []),
    ].join("\n");
  }

  [displaySymbol](): MimeBundle {
    return { "text/html": this.#toHtml(), "text/plain": this.toString() };
  }

  get #toldChecked(): string | undefined {
    return this.outcome === "right" ? undefined : this.checked;
  }

  #details(): string[] {
    if (!this.error) return [];
    const say = messages(this.#language);
    const message = this.error.message === this.message ? [] : [this.error.message];
    const place = this.error.place ? [say.thrownAt(this.error.place)] : [];
    return [...message, ...place, ...this.error.causes];
  }

  #toHtml(): string {
    const say = messages(this.#language);
    const { icon, color } = outcomeStyles[this.outcome];
    const details = this.#details().map((line) => `<div>${escapeHtml(line)}</div>`);
    // An error's message is the learner's own text: its backticks are not ours to read as code.
    const isTheirs = this.message === this.error?.message;
    const message = isTheirs ? escapeHtml(this.message) : proseToHtml(this.message);
    const hint = this.hint
      ? `<div style="margin-top:.4em"><strong>${escapeHtml(say.hint)}:</strong> ${proseToHtml(this.hint)}</div>`
      : "";
    const checked = this.#toldChecked
      ? `<div style="margin-top:.4em;opacity:.75">${proseToHtml(this.#toldChecked)}</div>`
      : "";
    return (
      `<div role="status" lang="${this.#language}" data-exercise="${this.exercise}" data-outcome="${this.outcome}" ` +
      `style="border-left:.3em solid ${color};padding:.4em .8em;margin:.3em 0;max-width:60em;line-height:1.5">` +
      `<div><span aria-hidden="true" style="color:${color};font-weight:bold">${icon}</span> ` +
      `<strong>${escapeHtml(say.outcomes[this.outcome])}</strong> <code>${this.exercise}</code></div>` +
      `<div>${message}</div>${details.join("")}${hint}${checked}` +
      `${this.timeline ? timelineToHtml(this.timeline, this.#language) : ""}</div>`
    );
  }
}
