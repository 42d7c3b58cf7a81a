import { displaySymbol, type Displayable, type Language, type MimeBundle } from "@async-lab/notebook";
import type { Recording } from "../../record/index.js";
import { errorLines, escapeHtml, outcomeToHtml, proseToHtml } from "../html.js";
import { messages } from "../messages/index.js";
import type { ErrorFound, Outcome } from "../outcome.js";
import { criterionState, criterionStyles, type LocalizedJudgement } from "./judgement.js";

/** The plain fields of a {@link HomeworkCheck}. */
export interface HomeworkCheckFields {
  readonly outcome: Outcome;
  /** One sentence. */
  readonly message: string;
  /** What to do, where nothing was judged. */
  readonly hint?: string;
  /** All six criteria, in order; none where nothing was attempted. */
  readonly judgements: readonly LocalizedJudgement[];
  readonly points: number;
  readonly of: number;
  readonly error?: ErrorFound;
  /**
   * The run one by one, and the learner's own as the server saw it, to be drawn: `compare(...recordings)`; times are
   * virtual. Empty recordings where nothing was attempted.
   */
  readonly recordings: readonly [oneByOne: Recording, own: Recording];
}

/**
 * What `checkHomework` answers: plain fields for programs, and a display for people.
 *
 * @example
 * const result = await checkHomework(scrape);
 * console.log(result.points, result.judgements[0]?.reason);
 */
export class HomeworkCheck implements HomeworkCheckFields, Displayable {
  declare readonly outcome: Outcome;
  declare readonly message: string;
  declare readonly judgements: readonly LocalizedJudgement[];
  declare readonly points: number;
  declare readonly of: number;
  declare readonly hint?: string;
  declare readonly error?: ErrorFound;
  declare readonly recordings: readonly [oneByOne: Recording, own: Recording];
  readonly #language: Language;

  constructor(fields: HomeworkCheckFields, language: Language) {
    Object.assign(this, fields);
    this.#language = language;
  }

  /** The result as plain text, two lines for each criterion. */
  toString(): string {
    const say = messages(this.#language);
    return [
      `${say.outcomes[this.outcome]}: ${this.message}`,
      ...errorLines(this, this.#language),
      ...(this.hint ? [`${say.hint}: ${this.hint}`] : []),
      ...this.judgements.flatMap((judgement) => {
        const state = criterionState(judgement);
        return [
          `${criterionStyles[state].icon} ${say.homework.states[state]}, ${this.#pointsOf(judgement)}: ${judgement.title} (${judgement.evidence})`,
          `  ${judgement.feedback}`,
        ];
      }),
    ].join("\n");
  }

  [displaySymbol](): MimeBundle {
    return { "text/html": this.#toHtml(), "text/plain": this.toString() };
  }

  #pointsOf({ points, of }: { readonly points: number; readonly of: number }): string {
    return messages(this.#language).homework.points(points, of);
  }

  #toHtml(): string {
    return outcomeToHtml(this, this.#language, this.#table());
  }

  #table(): string {
    if (this.judgements.length === 0) return "";
    const say = messages(this.#language).homework;
    const left = "text-align:left;vertical-align:top;padding:.2em .6em .2em 0";
    const head = [say.columns.state, say.columns.criterion, say.columns.points]
      .map((name) => `<th scope="col" style="${left}">${escapeHtml(name)}</th>`)
      .join("");
    const rows = this.judgements.map((judgement) => {
      const state = criterionState(judgement);
      const { icon, color } = criterionStyles[state];
      return (
        `<tr data-criterion="${judgement.criterion}" data-reason="${judgement.reason}">` +
        `<td style="${left};white-space:nowrap"><span aria-hidden="true" style="color:${color};font-weight:bold">${icon}</span> ${escapeHtml(say.states[state])}</td>` +
        `<th scope="row" style="${left};font-weight:normal"><strong>${escapeHtml(judgement.title)}</strong>` +
        `<div>${escapeHtml(judgement.evidence)}</div><div>${proseToHtml(judgement.feedback)}</div></th>` +
        `<td style="${left};white-space:nowrap">${escapeHtml(this.#pointsOf(judgement))}</td></tr>`
      );
    });
    return (
      `<table style="margin:.4em 0;border-collapse:collapse"><caption style="text-align:left">${escapeHtml(say.caption)}</caption>` +
      `<thead><tr>${head}</tr></thead><tbody>${rows.join("")}</tbody></table>`
    );
  }
}
