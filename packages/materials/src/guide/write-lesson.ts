import type { ExecutedCell, ExecutedLesson } from "../model.js";
import { findHeadings, replaceHeadings, splitFolds, type Fold } from "./markdown.js";
import { formatDate, messages } from "./messages.js";
import { callBlock, fence } from "./typst.js";
import { writeOutput, type Picture } from "./write-output.js";

export interface WrittenLesson {
  readonly name: string;
  /** Markdown, as is `body`. */
  readonly title: string;
  readonly body: string;
  readonly exercises: readonly Exercise[];
  readonly pictures: readonly Picture[];
}

/** What the appendix holds of an exercise. */
export interface Exercise {
  readonly id: string;
  /** The heading above it, as Markdown. */
  readonly title: string;
  readonly folds: readonly Fold[];
}

/**
 * Writes a lesson as a chapter, in Markdown for Pandoc.
 *
 * @param title instead of the lesson's own
 * @throws if it has no title, or if hints stand before the first exercise
 */
export function writeLesson(lesson: ExecutedLesson, title?: string): WrittenLesson {
  const { name, language } = lesson;
  const text = messages(language);
  const own = lesson.cells.flatMap((cell) => (cell.type === "markdown" ? findHeadings(cell.source) : []))[0];
  if (own?.level !== 1)
    throw new Error(`${language}/${name}: does not begin with a heading of the first level`);
  const date = formatDate(new Date(lesson.ran.date), language);
  const chapter = title ?? own.text;
  const parts: string[] = [];
  const exercises: Exercise[] = [];
  const pictures: Picture[] = [];
  let heading = "";

  for (const cell of lesson.cells) {
    if (cell.type === "code") {
      if (cell.tags.includes("exercise")) {
        const id = `${name}-${exercises.length + 1}`;
        exercises.push({ id, title: heading, folds: [] });
        parts.push(callBlock(`anchor(<exercise-${id}>)`));
      }
      const outputs = shownOutputs(cell);
      // It stays on the page of what belongs to it: its outputs, the check of an exercise, the way to the hints.
      const keeps = outputs.length > 0 || cell.tags.some((tag) => tag === "exercise" || tag === "check");
      parts.push(fence(cell.source, keeps ? "{.typescript .keep}" : "{.typescript}"));
      const note = cell.clock === "real" ? text.measured(lesson.ran.machine, date) : undefined;
      for (const [index, output] of outputs.entries()) {
        const { markdown, picture } = writeOutput(output, `${name}-${cell.id}-${index}`, note);
        parts.push(markdown);
        if (picture !== undefined) pictures.push(picture);
      }
      continue;
    }
    const { text: shown, folds } = splitFolds(cell.source);
    heading = findHeadings(shown).at(-1)?.text ?? heading;
    const marked = replaceHeadings(shown, ({ level, text: words }) => {
      if (level === 1) return `# ${chapter} {#lesson-${name}}`;
      const unlisted = words === text.remember || words === text.readOn ? " {.unlisted}" : "";
      return `${"#".repeat(level)} ${words}${unlisted}`;
    });
    const exercise = exercises.at(-1);
    if (folds.length > 0) {
      if (exercise === undefined)
        throw new Error(`${language}/${name}: cell ${cell.id} has hints, but no exercise stands above it`);
      exercises[exercises.length - 1] = { ...exercise, folds: [...exercise.folds, ...folds] };
      const { withSolution, withoutSolution } = text.exerciseHelp;
      const words = folds.some((fold) => fold.title === text.solution) ? withSolution : withoutSolution;
      parts.push(callBlock(`go-to(<help-${exercise.id}>)[${words}]`));
    }
    parts.push(marked);
    if (cell === lesson.cells[0] && lesson.cells.some(isMeasuring)) {
      parts.push(callBlock(`aside[${text.someMeasured(lesson.ran.machine, date)}]`));
    }
  }
  return { name, title: chapter, body: joinParts(parts), exercises, pictures };
}

/** Of checks and predictions nothing is shown: they answer what the learner writes. */
function shownOutputs({ tags, source, outputs }: ExecutedCell): ExecutedCell["outputs"] {
  return tags.includes("check") || /^predict\(/m.test(source) ? [] : outputs;
}

/** Shows a figure that another machine would measure otherwise; a chart says so itself. */
function isMeasuring({ clock, source, outputs }: ExecutedCell): boolean {
  return clock === "real" && /\bmeasured\(/.test(source) && outputs.length > 0;
}

/** Parts of Markdown with empty lines between them. */
export function joinParts(parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join("\n\n");
}
