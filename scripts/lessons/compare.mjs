import { diffArrays } from "diff";
import { readCells } from "./added-work.mjs";

/**
 * Compares two versions of a lesson, as the course gives them.
 *
 * @param before text of the .ipynb file
 * @param after the same of the later version
 * @returns what differs, in order: `before` and `after` are the cells' texts, one of them undefined where a cell was
 *   added or taken out; `number` is the cell's place in the later version, from 1
 */
export function compareVersions(before, after) {
  const [olds, news] = [before, after].map((text) => readCells(text) ?? []);
  // A cell's id is made from its text: equal ids are equal cells.
  const chunks = diffArrays(olds, news, { comparator: (a, b) => a.id === b.id });
  const changes = [];
  let number = 0;
  let taken = [];
  // What was taken out stands before what came in its place. The last chunk stands for the end.
  for (const { added, removed, value } of [...chunks, { value: [] }]) {
    if (removed) {
      taken = value;
      continue;
    }
    const come = added ? value : [];
    for (let index = 0; index < Math.max(taken.length, come.length); index++) {
      const [old, now] = [taken[index], come[index]];
      changes.push({ number: now && ++number, before: old?.source, after: now?.source });
    }
    if (!added) number += value.length;
    taken = [];
  }
  return changes;
}

/**
 * What became of the lines of a text.
 *
 * @returns its lines, each after `+` or `-`, or after a space where it stands in both
 * @example compareLines("a\nb", "a\nc") // ["  a", "- b", "+ c"]
 */
export function compareLines(before, after) {
  const [olds, news] = [before, after].map((text) => (text === undefined ? [] : text.split("\n")));
  return diffArrays(olds, news).flatMap(({ added, removed, value }) => {
    const mark = added ? "+" : removed ? "-" : " ";
    return value.map((line) => `${mark} ${line}`);
  });
}
