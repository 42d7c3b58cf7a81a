/**
 * What goes wrong around the practice API, said in one line; `cause` holds the system's own error, if any.
 *
 * @example
 * try { await api.observed(); } catch (error) { if (error instanceof PracticeApiError) console.log(error.message); }
 */
export class PracticeApiError extends Error {
  override readonly name = "PracticeApiError";
}
