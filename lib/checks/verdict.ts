import { displaySymbol, type Displayable, type Language, type MimeBundle } from "@async-lab/notebook";
import { errorLines, outcomeToHtml, proseToHtml } from "./html.js";
import { messages } from "./messages/index.js";
import type { ErrorFound, Outcome } from "./outcome.js";
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
  declare readonly exercise: string;
  declare readonly outcome: Outcome;
  declare readonly message: string;
  declare readonly hint?: string;
  declare readonly rule?: string;
  declare readonly seen?: Readonly<Record<string, unknown>>;
  declare readonly error?: ErrorFound;
  declare readonly checked?: string;
  declare readonly timeline?: Timeline;
  readonly #language: Language;

  constructor(fields: VerdictFields, language: Language) {
    Object.assign(this, fields);
    this.#language = language;
  }

  /** The verdict as plain text, one sentence or so per line. */
  toString(): string {
    const say = messages(this.#language);
    return [
      `${say.outcomes[this.outcome]} (${this.exercise}): ${this.message}`,
      ...errorLines(this, this.#language),
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

  #toHtml(): string {
    const checked = this.#toldChecked
      ? `<div style="margin-top:.4em;opacity:.75">${proseToHtml(this.#toldChecked)}</div>`
      : "";
    const timeline = this.timeline ? timelineToHtml(this.timeline, this.#language) : "";
    return outcomeToHtml(this, this.#language, checked + timeline);
  }
}
