import { escapeHtml, type Language } from "@async-lab/notebook";
import { messages } from "./messages/index.js";
import { outcomeStyles, type ErrorFound, type Outcome } from "./outcome.js";

export { escapeHtml };

/** As {@link escapeHtml}; what stands between backticks becomes code. */
export function proseToHtml(text: string): string {
  return escapeHtml(text).replace(/`([^`]+)`/g, "<code>$1</code>");
}

/** What a check answers, as far as a notebook shows it in a block. */
export interface ShownOutcome {
  readonly outcome: Outcome;
  /** The exercise's id; left out for the homework. */
  readonly exercise?: string;
  readonly message: string;
  readonly error?: ErrorFound;
  readonly hint?: string;
}

/**
 * Draws it as a block with an edge in the outcome's color.
 *
 * @param below HTML that comes at its end
 */
export function outcomeToHtml(shown: ShownOutcome, language: Language, below: string): string {
  const { outcome, exercise, message, error, hint } = shown;
  const say = messages(language);
  const { icon, color } = outcomeStyles[outcome];
  // An error's message is the learner's own text: its backticks are not ours to read as code.
  const isTheirs = message === error?.message;
  const details = errorLines(shown, language).map((line) => `<div>${escapeHtml(line)}</div>`);
  const told = hint
    ? `<div style="margin-top:.4em"><strong>${escapeHtml(say.hint)}:</strong> ${proseToHtml(hint)}</div>`
    : "";
  return (
    `<div role="status" lang="${language}"${exercise ? ` data-exercise="${exercise}"` : ""} data-outcome="${outcome}" ` +
    `style="border-left:.3em solid ${color};padding:.4em .8em;margin:.3em 0;max-width:60em;line-height:1.5">` +
    `<div><span aria-hidden="true" style="color:${color};font-weight:bold">${icon}</span> ` +
    `<strong>${escapeHtml(say.outcomes[outcome])}</strong>${exercise ? ` <code>${exercise}</code>` : ""}</div>` +
    `<div>${isTheirs ? escapeHtml(message) : proseToHtml(message)}</div>${details.join("")}${told}${below}</div>`
  );
}

/** What is told of the learner's own error, a line each, but for what the message says already. */
export function errorLines({ error, message }: ShownOutcome, language: Language): string[] {
  if (!error) return [];
  const place = error.place ? [messages(language).thrownAt(error.place)] : [];
  return [...(error.message === message ? [] : [error.message]), ...place, ...error.causes];
}
