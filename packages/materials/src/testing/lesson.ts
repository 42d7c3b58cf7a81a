import { join } from "node:path";
import { courseFolder } from "async-lab/course";
import type { Cell, Lesson } from "async-lab/lessons";

/**
 * A lesson of some cells, for tests: a text that begins with `#` is text, all else code.
 *
 * @param name what tells the clock; a scheduled lesson's name for virtual time
 * @example makeLesson("01-one-by-one", ["# One by one", "await check()", ["real-time"]]);
 */
export function makeLesson(
  name: string,
  cells: readonly (readonly [source: string, ...tags: string[]])[],
): Lesson {
  const folder = join(courseFolder(), "notebooks", "en");
  return { language: "en", name, folder, cells: cells.map(makeCell) };
}

function makeCell([source, ...tags]: readonly [source: string, ...tags: string[]], index: number): Cell {
  const type = source.startsWith("#") || source.startsWith("<") ? "markdown" : "code";
  return { id: `cell-${index}`, type, source, tags, slide: "-" };
}
