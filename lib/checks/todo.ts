/** What the body of a starter throws; a check answers it with "not attempted". */
export class TodoError extends Error {
  override readonly name = "TodoError";

  constructor() {
    super("this function is still to be written");
  }
}

/**
 * The body of a function that the learner has yet to write.
 *
 * @throws {TodoError} always
 * @example
 * async function fetchAll(urls: string[]): Promise<Country[]> {
 *   return todo();
 * }
 */
export function todo(): never {
  throw new TodoError();
}

/** Tells whether an error, or one of the errors it was wrapped in, comes from {@link todo}. */
export function isTodo(error: unknown): boolean {
  for (let depth = 0, at = error; at instanceof Error && depth < 5; depth += 1, at = at.cause) {
    if (at instanceof TodoError) return true;
    if (at instanceof AggregateError && at.errors.some((inner) => inner instanceof TodoError)) return true;
  }
  return false;
}
