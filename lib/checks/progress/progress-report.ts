import { readdir } from "node:fs/promises";
import {
  displaySymbol,
  language,
  type Displayable,
  type Language,
  type MimeBundle,
} from "@async-lab/notebook";
import { findExercises, lessonOf } from "../find-exercises.js";
import { escapeHtml } from "../html.js";
import { messages } from "../messages/index.js";
import { outcomeStyles, type Outcome } from "../outcome.js";
import { homeworkId } from "./notes.js";
import { progressFile, readProgress, type Progress } from "./progress-file.js";

/** One exercise, and how far the learner is with it. */
export interface ProgressLine {
  readonly exercise: string;
  readonly lesson: string;
  /** `right` once it was solved, whatever was tried since; else that of the last attempt. */
  readonly outcome: Outcome;
  readonly tries: number;
  readonly lastTried?: string;
  readonly firstSolved?: string;
}

/** Every exercise of the course in the order of the lessons, and the homework. */
export async function listProgress(progress: Progress): Promise<ProgressLine[]> {
  const ids = [...(await findExercises()).map(({ id }) => id), homeworkId];
  return ids.map((exercise): ProgressLine => {
    const lesson = lessonOf(exercise);
    const kept = progress.exercises[exercise];
    if (!kept) return { exercise, lesson, outcome: "not attempted", tries: 0 };
    return { exercise, lesson, ...kept, outcome: kept.firstSolved ? "right" : kept.outcome };
  });
}

/** How far a learner is: a table for the terminal, and one by lesson for a notebook. */
export class ProgressReport implements Displayable {
  /** How many of the exercises are solved, whatever was tried since. */
  readonly solved: number;
  readonly #language = language();
  readonly #path: string;
  readonly #notebooks: readonly string[];

  /**
   * @param exercises every exercise of the course, and the homework
   * @param path the file that it was read from
   * @param notebooks names of files beside the notebook, to link a lesson to
   */
  constructor(
    readonly exercises: readonly ProgressLine[],
    path: string,
    notebooks: readonly string[] = [],
  ) {
    this.solved = exercises.filter(({ outcome }) => outcome === "right").length;
    this.#path = path;
    this.#notebooks = notebooks;
  }

  /** A line for each exercise. */
  toString(): string {
    const say = messages(this.#language);
    const { exercise, lesson, outcome, tries, solved, title, where } = say.progress;
    const date = dateFormat(this.#language);
    const rows = [
      [exercise, lesson, outcome, tries, solved],
      ...this.exercises.map((line) => [
        line.exercise,
        line.lesson,
        say.outcomes[line.outcome],
        String(line.tries),
        line.firstSolved ? date.format(new Date(line.firstSolved)) : "–",
      ]),
    ];
    const widths =
      rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
    const drawn = rows.map((row) => row.map((text, column) => text.padEnd(widths[column] ?? 0)).join("  "));
    return [title, "", ...drawn.map((row) => row.trimEnd()), "", this.#summary(), where(this.#path), ""].join(
      "\n",
    );
  }

  [displaySymbol](): MimeBundle {
    return { "text/html": this.#toHtml(), "text/plain": this.toString() };
  }

  #summary(): string {
    return messages(this.#language).progress.summary(this.solved, this.exercises.length);
  }

  #toHtml(): string {
    const { progress } = messages(this.#language);
    const left = "text-align:left;vertical-align:top";
    const head = [progress.lesson, progress.exercises, progress.solvedOf]
      .map((name) => `<th scope="col" style="${left};text-transform:capitalize">${escapeHtml(name)}</th>`)
      .join("");
    const rows = [...Map.groupBy(this.exercises, ({ lesson }) => lesson)].map(([lesson, lines]) => {
      const right = lines.filter(({ outcome }) => outcome === "right").length;
      return (
        `<tr data-lesson="${lesson}"><th scope="row" style="${left}">${this.#link(lesson)}</th>` +
        `<td style="${left}">${lines.map((line) => this.#mark(line)).join(" ")}</td>` +
        `<td style="${left};white-space:nowrap">${escapeHtml(progress.of(right, lines.length))}</td></tr>`
      );
    });
    return (
      `<div lang="${this.#language}" data-solved="${this.solved}"><table>` +
      `<caption style="text-align:left;white-space:nowrap">${escapeHtml(progress.title)}</caption>` +
      `<thead><tr>${head}</tr></thead><tbody>${rows.join("")}</tbody></table>` +
      `<div>${this.#legend()}</div>` +
      `<div>${escapeHtml(this.#summary())} ${escapeHtml(progress.where(this.#path))}</div></div>`
    );
  }

  /** What the marks mean that stand in the table. */
  #legend(): string {
    const say = messages(this.#language);
    const shown = new Set(this.exercises.map(({ outcome }) => outcome));
    return [...shown]
      .map((outcome) => `${drawIcon(outcome)} ${escapeHtml(say.outcomes[outcome])}`)
      .join(" &nbsp; ");
  }

  /** The lesson's notebook, where it lies beside the one that asks. */
  #link(lesson: string): string {
    const file = this.#notebooks.find((name) => name.startsWith(`${lesson}-`));
    return file === undefined
      ? lesson
      : `<a href="${encodeURI(file)}">${escapeHtml(file.replace(/\.ipynb$/, ""))}</a>`;
  }

  #mark({ exercise, outcome, tries, firstSolved }: ProgressLine): string {
    const say = messages(this.#language);
    const when = firstSolved ? ` · ${dateFormat(this.#language).format(new Date(firstSolved))}` : "";
    const told = `${say.outcomes[outcome]} · ${say.progress.tried(tries)}${when}`;
    return (
      `<span style="white-space:nowrap;margin-right:.8em" title="${escapeHtml(told)}" data-outcome="${outcome}">` +
      `<span role="img" aria-label="${escapeHtml(say.outcomes[outcome])}">${drawIcon(outcome)}</span> ` +
      `${escapeHtml(exercise)}</span>`
    );
  }
}

function drawIcon(outcome: Outcome): string {
  const { icon, color } = outcomeStyles[outcome];
  return `<span aria-hidden="true" style="color:${color};font-weight:bold">${icon}</span>`;
}

function dateFormat(chosen: Language): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(chosen === "es" ? "es-AR" : "en-GB", {
    dateStyle: "medium",
    timeStyle: "short",
  });
}

/**
 * Shows which exercises you have tried and solved, as `npm run progress` does in a terminal.
 *
 * @returns the table: shown in a notebook, and with plain fields for programs
 * @example
 * await progress();
 */
export async function progress(): Promise<ProgressReport> {
  const path = progressFile();
  const beside = await readdir(process.cwd()).catch(() => []);
  const notebooks = beside.filter((name) => /^\d\d-[\w-]+\.ipynb$/.test(name)).sort();
  return new ProgressReport(await listProgress(readIfAllowed(path)), path, notebooks);
}

/** Where a submission is graded it may not be read, which is no reason for its cell to fail: one line on stderr says so. */
function readIfAllowed(path: string): Progress {
  try {
    return readProgress(path);
  } catch (error) {
    console.warn(messages().progress.notRead(path, error instanceof Error ? error.message : String(error)));
    return { version: 1, exercises: {}, predictions: {} };
  }
}
