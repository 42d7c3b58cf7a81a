import type { Recording } from "../record/index.js";

/** The recordings' names; of equal ones the second becomes "name (2)", so that each keeps a place in the chart. */
export function uniqueNames(recordings: readonly Recording[]): string[] {
  const taken = new Set<string>();
  return recordings.map(({ name }) => {
    let unique = name;
    for (let count = 2; taken.has(unique); count++) unique = `${name} (${count})`;
    taken.add(unique);
    return unique;
  });
}
