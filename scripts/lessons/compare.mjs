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
  const [olds, news] = [readCells(before) ?? [], readCells(after) ?? []];
  // A cell's id is made from its text: equal ids are equal cells.
  const steps = align(
    olds.map(({ id }) => id),
    news.map(({ id }) => id),
  );
  const changes = [];
  let run = { removed: [], added: [] };
  const close = () => {
    for (let index = 0; index < Math.max(run.removed.length, run.added.length); index++) {
      const added = run.added[index];
      const number = added === undefined ? undefined : added + 1;
      changes.push({ number, before: olds[run.removed[index]]?.source, after: news[added]?.source });
    }
    run = { removed: [], added: [] };
  };
  for (const { left, right } of steps) {
    if (left !== undefined && right !== undefined) close();
    else if (left === undefined) run.added.push(right);
    else run.removed.push(left);
  }
  close();
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
  return align(olds, news).map(({ left, right }) => {
    if (right === undefined) return `- ${olds[left]}`;
    return left === undefined ? `+ ${news[right]}` : `  ${news[right]}`;
  });
}

/** The longest common subsequence, as steps: `left` and `right` are places, one of them undefined where it has none. */
function align(olds, news) {
  const lengths = olds.map(() => new Array(news.length + 1).fill(0));
  lengths.push(new Array(news.length + 1).fill(0));
  for (let left = olds.length - 1; left >= 0; left--) {
    for (let right = news.length - 1; right >= 0; right--) {
      lengths[left][right] =
        olds[left] === news[right]
          ? lengths[left + 1][right + 1] + 1
          : Math.max(lengths[left + 1][right], lengths[left][right + 1]);
    }
  }
  const steps = [];
  let [left, right] = [0, 0];
  while (left < olds.length || right < news.length) {
    if (left < olds.length && right < news.length && olds[left] === news[right]) {
      steps.push({ left: left++, right: right++ });
    } else if (
      right === news.length ||
      (left < olds.length && lengths[left + 1][right] >= lengths[left][right + 1])
    ) {
      steps.push({ left: left++ });
    } else {
      steps.push({ right: right++ });
    }
  }
  return steps;
}
