/** Whether this is a slip in the learner's own code. fetch's "fetch failed" is a TypeError as well, but has a cause. */
export function isOwnMistake(thrown: unknown): boolean {
  if (!(thrown instanceof Error)) return false;
  return thrown.name === "ReferenceError" || (thrown.name === "TypeError" && thrown.cause === undefined);
}
