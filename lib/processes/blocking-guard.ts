/** Is called before a function of this folder blocks its thread, with that function's name; may throw in its place. */
export type BlockingGuard = (call: string) => void;

let current: BlockingGuard | undefined;

/**
 * Puts a guard before `fetchSync` and `waitFor`: for whoever runs code in the same thread as the server that it waits for,
 * where they would stand still for ever.
 *
 * @returns what takes it away again
 * @example
 * const remove = guardBlocking((call) => {
 *   throw new Error(`${call} cannot be used here`);
 * });
 */
export function guardBlocking(guard: BlockingGuard): () => void {
  const before = current;
  current = guard;
  return () => {
    current = before;
  };
}

/** Asks the guard, if there is one. */
export function askGuard(call: string): void {
  current?.(call);
}
