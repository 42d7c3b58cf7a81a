/** Lessons for the deck's tests. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { courseFolder } from "async-lab/course";
import { readLessons } from "async-lab/lessons";
import type { ExecutedCell, ExecutedLesson, Language, SlideType } from "../../model.js";

const ran = { machine: "two cores", date: "2026-01-02" };

/** The course's lessons as they are handed out, the first page before them: not executed, so without outputs. */
export function readCourse(language: Language): ExecutedLesson[] {
  return ["index", ...readLessons(language).map(({ name }) => name)].map((name) => {
    const file = join(courseFolder(), "notebooks", language, `${name}.ipynb`);
    const { cells } = JSON.parse(readFileSync(file, "utf8")) as { cells: NotebookCell[] };
    return {
      ...{ language, name, ran },
      cells: cells.map(({ id, cell_type, source, metadata }) => ({
        ...{ id, type: cell_type, source: source.join(""), tags: metadata.tags ?? [] },
        ...{ slide: metadata.slideshow.slide_type, clock: "real", outputs: [] },
      })),
    };
  });
}

interface NotebookCell {
  readonly id: string;
  readonly cell_type: "code" | "markdown";
  readonly source: readonly string[];
  readonly metadata: {
    readonly tags?: readonly string[];
    readonly slideshow: { readonly slide_type: SlideType };
  };
}

/** A lesson of these cells; a text that is no code needs no more than its slide. */
export function makeLesson(
  cells: readonly Partial<ExecutedCell>[],
  language: Language = "en",
): ExecutedLesson {
  const opening = { source: "# 1 · A lesson\n\nYou can do it. It takes 8 minutes.", slide: "slide" as const };
  return {
    ...{ language, name: "01-a-lesson", ran },
    cells: [opening, ...cells].map((cell, index) => ({
      ...{
        id: String(index),
        type: "markdown",
        source: "",
        tags: [],
        slide: "skip",
        clock: "real",
        outputs: [],
      },
      ...cell,
    })),
  };
}

/** A chart of a size. */
export const makeChart = (description: string, [width, height] = [720, 260]) => ({
  ...{ kind: "chart" as const, description, specification: {} },
  svg: `<svg role="img" width="${String(width)}" height="${String(height)}"></svg>`,
});
