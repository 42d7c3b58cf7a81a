/** The shape that every lesson has: course/README.md tells it. */
import { describe, expect, test } from "vitest";
import { predictionUnits } from "../lib/checks/prediction-units.js";
import { findExercises, languages, readFolds, readLessons, readSolution } from "async-lab/lessons";

const lessons = languages.flatMap((language) => readLessons(language));

function countLines(source: string): number {
  return source.split("\n").filter((line) => line.trim() !== "").length;
}

function shareOf(counts: readonly number[], most: number): number {
  return counts.filter((count) => count <= most).length / counts.length;
}

describe.each(lessons.map((lesson) => ({ title: `${lesson.language}/${lesson.name}`, lesson })))(
  "$title",
  ({ lesson }) => {
    const { cells } = lesson;
    const code = cells.filter(({ type }) => type === "code");
    const text = cells.filter(({ type }) => type === "markdown").map(({ source }) => source);

    test("has short cells: half of them at most 5 lines, nine in ten at most 12", () => {
      const counts = code.map(({ source }) => countLines(source));
      expect(shareOf(counts, 5)).toBeGreaterThanOrEqual(0.5);
      expect(shareOf(counts, 12)).toBeGreaterThanOrEqual(0.9);
    });

    test("begins with its number, what it is good for and its minutes", () => {
      expect(text[0]).toMatch(/^# \d+ · /);
      expect(text[0]).toMatch(/\b(takes|Lleva) \d+ (minutes|minutos)/);
    });

    test("has one title, and headings that skip no level", () => {
      const levels = text.flatMap((source) => headingLevels(source));
      expect(levels.filter((level) => level === 1)).toHaveLength(1);
      for (const [index, level] of levels.entries()) {
        expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1);
      }
    });

    test("introduces code with a sentence, except for setting, measuring and checking", () => {
      const bare = cells.filter((cell, index) => {
        if (cell.type !== "code" || cells[index - 1]?.type !== "code") return false;
        const free = cell.tags.some((tag) => tag === "check" || tag === "parameters");
        return !free && !cells[index - 1]?.source.startsWith("predict(");
      });
      expect(bare.map(({ source }) => source)).toEqual([]);
    });

    test("puts what was measured after each prediction", () => {
      const idsOf = (name: string) =>
        code.flatMap(({ source }, index) =>
          [...source.matchAll(new RegExp(`\\b${name}\\("([\\w-]+)"`, "g"))].map(([, id]) => ({ id, index })),
        );
      const measured = idsOf("measured");
      for (const { id, index } of idsOf("predict")) {
        expect(measured.find((one) => one.id === id)?.index, id).toBeGreaterThan(index);
      }
      expect(measured).toHaveLength(idsOf("predict").length);
      const known = Object.keys(predictionUnits).filter((id) => id.slice(0, 2) === lesson.name.slice(0, 2));
      expect(known).toEqual(idsOf("predict").map(({ id }) => id));
    });

    test("leaves each prediction to the learner, and tells its unit", () => {
      const predictions = code.filter(({ source }) => source.includes("predict("));
      for (const { source } of predictions) expect(source).toMatch(/^predict\("[\w-]+", \/\* [^*]+ \*\/\);$/);
    });

    test("gives each exercise a hint or more, and a solution unless it is graded, folded", () => {
      const exercises = findExercises(lesson);
      expect(exercises.length).toBeGreaterThan(0);
      for (const exercise of exercises) {
        const { id, graded, starter, help } = exercise;
        const titles = readFolds(help).map(({ title }) => title);
        const hints = graded ? titles : titles.slice(0, -1);
        expect(hints.length, id).toBeGreaterThan(0);
        for (const title of hints) expect(title).toMatch(/^(Hint|Pista) \d/);
        expect(help.source.match(/<details>/g), id).toHaveLength(titles.length);
        expect(readSolution(exercise), id).not.toBe(starter.source);
        if (graded) expect(help.source, id).not.toMatch(/```/);
        else expect(titles.at(-1), id).toMatch(/^(Solution|Solución)$/);
      }
    });

    test("gives links a text that says where they lead, and looks like a link: code does not", () => {
      for (const source of text) {
        for (const [, label] of source.matchAll(/\[([^\]]+)\]\([^)]+\)/g)) {
          expect(label).not.toContain("`");
          expect(label).not.toMatch(/^(here|link|this|acá|aquí|enlace|https?:.*)$/i);
        }
      }
    });

    test("holds no outputs and no cell twice under one id", () => {
      expect(new Set(cells.map(({ id }) => id)).size).toBe(cells.length);
    });
  },
);

function headingLevels(source: string): number[] {
  const prose = source.replace(/```.*?```/gs, "");
  return [...prose.matchAll(/^(#+) /gm)].map(([, marks = ""]) => marks.length);
}
