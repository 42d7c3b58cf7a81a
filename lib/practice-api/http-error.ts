import { maxHeaderSize, STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { mostBytes } from "./limits.js";

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
  FST_ERR_CTP_BODY_TOO_LARGE: () => `the body must have at most ${mostBytes} bytes`,
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

/**
 * Answers what is no request of HTTP/1.1, and closes the connection: what comes after it cannot be told apart.
 *
 * @example fastify({ clientErrorHandler: answerUnreadable });
 */
export function answerUnreadable(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === "ECONNRESET" || socket.destroyed) return;
  const [status, message] = unreadable[error.code ?? ""] ?? [400, "this is no HTTP/1.1 request"];
  const body = JSON.stringify(errorBody(status, message));
  const head = `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\ncontent-type: application/json; charset=utf-8\r\n`;
  if (socket.writable)
    socket.write(`${head}content-length: ${body.length}\r\nconnection: close\r\n\r\n${body}`);
  socket.destroySoon();
}

const unreadable: Readonly<Record<string, readonly [status: number, message: string]>> = {
  HPE_HEADER_OVERFLOW: [431, `the request's line and headers must have at most ${maxHeaderSize} bytes`],
  ERR_HTTP_REQUEST_TIMEOUT: [408, "the request did not come to its end in time"],
};
