/** The minutes of the class, as each lesson's first cell tells its own. */
import type { ExecutedLesson } from "../model.js";

/** How long a class is. */
export const CLASS_MINUTES = 80;

export interface Minutes {
  readonly name: string;
  readonly minutes: number;
  /** When the class comes to it; undefined of a lesson that is for afterwards. */
  readonly from: number | undefined;
}

/**
 * Plans the class: the lessons in order, as long as there is time.
 *
 * @param lessons without the first page
 * @throws Error when a lesson does not say how long it takes
 */
export function planClass(lessons: readonly ExecutedLesson[]): Minutes[] {
  let over = 0;
  return lessons.map(({ name, cells }) => {
    const minutes = Number(/\b(?:takes|Lleva) (\d+) (?:minutes|minutos)/.exec(cells[0]?.source ?? "")?.[1]);
    if (!(minutes > 0)) throw new Error(`${name}: its first cell does not say how many minutes it takes`);
    const from = over + minutes <= CLASS_MINUTES ? over : undefined;
    over = from === undefined ? Infinity : over + minutes;
    return { name, minutes, from };
  });
}
