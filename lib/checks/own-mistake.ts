import { describeThrown } from "@async-lab/notebook";

/** Whether this is a slip in the learner's own code. fetch's "fetch failed" is a TypeError as well, but has a cause. */
export function isOwnMistake(thrown: unknown): boolean {
  const { isError, name, cause } = describeThrown(thrown);
  return isError && (name === "ReferenceError" || (name === "TypeError" && cause === undefined));
}
