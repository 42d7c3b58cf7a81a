import { STATUS_CODES } from "node:http";
import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { maxBytes } from "./limits.js";

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

export function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** Fastify's own errors in the words of this API; `undefined` for the rest. */
const inOwnWords: Readonly<Record<string, (path: string) => string>> = {
  FST_ERR_BAD_URL: (path) =>
    `the path ${path} has a \`%\` without the two hex digits of a UTF-8 byte after it`,
  FST_ERR_CTP_BODY_TOO_LARGE: () => `the body must have at most ${maxBytes} bytes`,
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: () => "the body is not as long as its content-length says",
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () => "the content-type must be a media type, such as application/json",
  FST_ERR_ROUTE_MISSING_CONTENT_TYPE: () => "the content-type is missing: a QUERY needs one",
};

/**
 * Answers an error in the API's own form, whether a page threw it or Fastify did.
 *
 * @example app.setErrorHandler(answerError);
 */
export function answerError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const { statusCode, code, message } = error;
  const status = statusCode !== undefined && statusCode >= 400 && statusCode <= 599 ? statusCode : 500;
  const [path = ""] = request.url.split("?");
  const told = inOwnWords[code]?.(shorten(path)) ?? message;
  void reply.code(status).type("application/json; charset=utf-8").send(errorBody(status, told));
}
