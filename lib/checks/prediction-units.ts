/**
 * What the lessons ask to predict, each with the unit of its number: the words for the units are in `messages/`.
 *
 * A prediction under another id is kept too, and is told that no lesson measures it.
 */
import type { Messages } from "./messages/index.js";

/** In the order of the lessons; a test compares the ids with those in the lessons. */
export const predictionUnits: Readonly<Record<string, keyof Messages["prediction"]["units"]>> = {
  "00-two-waits": "milliseconds",
  "00-beats": "beats",
  "01-seconds": "seconds",
  "01-longest-pause": "milliseconds",
  "02-speedup": "times",
  "02-first-in-list": "seconds",
  "02-connections": "connections",
  "03-pages": "pages",
  "03-seconds": "seconds",
  "03-slots": "times",
  "03-jobs": "jobs",
  "03-refused": "requests",
  "03-reservoir": "requests",
  "04-got-seconds": "seconds",
  "04-post": "attempts",
  "04-waits": "seconds",
  "04-busiest": "retries",
  "04-slots": "times",
  "05-against-itself": "times",
  "05-slow-pages": "times",
  "05-quick-pages": "times",
  "05-kilobytes": "kilobytes",
  "06-numbers": "numbers",
  "06-saved": "pages",
  "06-seconds": "seconds",
  "06-open": "connections",
  "07-promise-all": "times",
  "07-eight-workers": "times",
  "07-in-a-thread": "times",
  "08-threads": "times",
  "08-pages-with-undici": "pages",
  "08-group-by": "times",
  "08-loading": "times",
  "08-real-seconds": "seconds",
  "08-fake-milliseconds": "milliseconds",
  "08-neighbour": "milliseconds",
};

/**
 * The ids that may have been meant where this one is none: those of its lesson, else all.
 *
 * @returns `undefined` where a lesson has this id
 * @example findOtherIds("01-second") // ["01-seconds", "01-longest-pause"]
 */
export function findOtherIds(id: string): readonly string[] | undefined {
  if (Object.hasOwn(predictionUnits, id)) return undefined;
  const ids = Object.keys(predictionUnits);
  const lesson = /^\D*(\d+)/.exec(id)?.[1]?.padStart(2, "0");
  const ofLesson = ids.filter((each) => each.startsWith(`${lesson}-`));
  return ofLesson.length > 0 ? ofLesson : ids;
}
