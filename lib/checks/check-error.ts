/** A check that was called with something it cannot check; its message is one line. */
export class CheckError extends Error {
  override readonly name = "CheckError";
}
