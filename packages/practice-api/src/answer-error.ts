import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { errorBody, shorten } from "./errors.js";
import { maxBytes } from "./limits.js";

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
