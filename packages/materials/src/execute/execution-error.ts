import type { LessonRun, RunCell } from "./plan-runs.js";

/** A lesson that could not be executed, in one line: which, where, and why. */
export class ExecutionError extends Error {
  override readonly name = "ExecutionError";
  readonly lesson: string;
  readonly language: string;
  /** The cell that failed, if it was one. */
  readonly cell: RunCell | undefined;

  /** @param why the error of the cell, or what became of the kernel */
  constructor({ lesson, clock }: LessonRun, cell: RunCell | undefined, why: string) {
    const [firstLine = ""] = why.trim().split("\n");
    const where = cell ? `, cell ${cell.number} (${firstLineOf(cell.source)})` : "";
    super(`${lesson.language}/${lesson.name}${where}, in ${clock} time: ${firstLine}`);
    this.lesson = lesson.name;
    this.language = lesson.language;
    this.cell = cell;
  }
}

function firstLineOf(source: string): string {
  const [line = ""] = source.trim().split("\n");
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}
