/** What is told about a broken rule: the rule itself, what was seen, and one hint. */
export interface Told {
  readonly rule: string;
  readonly seen: string;
  readonly hint: string;
}
