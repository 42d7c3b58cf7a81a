/** A mistake in how a command was used: its message, one line, is all that is told of it. */
export class UseError extends Error {
  override readonly name = "UseError";
}
