import { STATUS_CODES } from "node:http";

/**
 * What goes wrong around the practice API, said in one line; `cause` holds the system's own error, if any.
 *
 * @example
 * try { await api.observed(); } catch (error) { if (error instanceof PracticeApiError) console.log(error.message); }
 */
export class PracticeApiError extends Error {
  override readonly name = "PracticeApiError";
}

/** An answer that a page throws: a status from 400, and one line that says why. */
export class HttpError extends Error {
  override readonly name = "HttpError";
  constructor(
    readonly statusCode: number,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The body of every answer that tells of an error. */
export function errorBody(statusCode: number, message: string) {
  return { statusCode, error: STATUS_CODES[statusCode] ?? "Error", message };
}

/** A value as an error's line shows it: between quotes, and cut where it is long. */
export function quote(value: unknown): string {
  return shorten(JSON.stringify(value));
}

/** A text, cut off after 60 characters. */
export function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
