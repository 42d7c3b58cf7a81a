/** A program that could not be run at all; its message is one line. */
export class RunError extends Error {
  override readonly name = "RunError";
}
