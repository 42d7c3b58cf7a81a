import {
  type IncomingMessage,
  maxHeaderSize,
  type Server,
  type ServerResponse,
  STATUS_CODES,
} from "node:http";
import type { Socket } from "node:net";
import { errorBody } from "./errors.js";

const type = "application/json; charset=utf-8";

/**
 * Answers what is not a valid HTTP/1.1 request, and closes the connection, since the parser cannot find the next one.
 *
 * @example fastify({ clientErrorHandler: answerMalformed });
 */
export function answerMalformed(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === "ECONNRESET" || socket.destroyed) return;
  endSocket(socket, ...(messages[error.code ?? ""] ?? ([400, "this is no HTTP/1.1 request"] as const)));
}

const messages: Readonly<Record<string, readonly [status: number, message: string]>> = {
  HPE_HEADER_OVERFLOW: [431, `the request's line and headers must have at most ${maxHeaderSize} bytes`],
  ERR_HTTP_REQUEST_TIMEOUT: [408, "the request did not come to its end in time"],
};

/** Answers with a JSON body what Node would answer with an empty one: an unknown `Expect`, and `CONNECT`. */
export function answerUnsupported(server: Server): void {
  server.on("checkExpectation", (request: IncomingMessage, response: ServerResponse) => {
    sendError(request, response, 417, "the header `Expect` must be 100-continue");
  });
  server.on("connect", (_request: IncomingMessage, socket: Socket) => {
    socket.on("error", () => socket.destroy());
    endSocket(socket, 400, "this server is no proxy: it does not answer CONNECT");
  });
}

/**
 * Whether an HTTP/1.1 request has the `Host` header that it must have; if not, answers it with 400.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9112#section-3.2
 */
export function requireHost(request: IncomingMessage, response: ServerResponse): boolean {
  if (request.headers.host !== undefined || request.httpVersion !== "1.1") return true;
  sendError(request, response, 400, "the header `Host` is missing");
  return false;
}

function sendError(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  message: string,
): void {
  request.resume();
  response.writeHead(status, { "content-type": type, connection: "close" });
  response.end(JSON.stringify(errorBody(status, message)));
}

function endSocket(socket: Socket, status: number, message: string): void {
  const body = JSON.stringify(errorBody(status, message));
  const head = `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\ncontent-type: ${type}\r\n`;
  if (socket.writable)
    socket.write(`${head}content-length: ${body.length}\r\nconnection: close\r\n\r\n${body}`);
  socket.destroySoon();
}
