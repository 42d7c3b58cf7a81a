import { describeThrown, isError, isInstance } from "@async-lab/notebook";
import { messages } from "./messages/index.js";

/** What the body of a starter throws; a check answers it with "not attempted". */
export class TodoError extends Error {
  override readonly name = "TodoError";

  constructor() {
    super(messages().todo);
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
  for (let depth = 0, at = error; isError(at) && depth < 5; depth += 1) {
    const { cause, errors } = describeThrown(at);
    if ([at, ...errors].some((one) => isInstance(one, TodoError))) return true;
    at = cause;
  }
  return false;
}
