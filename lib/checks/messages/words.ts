/** What is told about a broken rule: the rule itself, what was seen, and one hint. */
export interface Told {
  readonly rule: string;
  readonly seen: string;
  readonly hint: string;
}

/** A number and its noun: `plural(2, "page")` is `2 pages`. Both languages add an s, most of the time. */
export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;

/** The English verb that goes with a number. */
export const was = (count: number): string => (count === 1 ? "was" : "were");
