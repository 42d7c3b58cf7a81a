/** Replies that come late, break off, or say when to ask again. */
import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { constants, type Http2ServerResponse } from "node:http2";
import { TLSSocket } from "node:tls";
import type { FastifyReply } from "fastify";

/**
 * Calls `answer` after `seconds`, unless the client closes the connection before that.
 *
 * @param reply a page's, or a response that is no page's yet, as its `raw`
 */
export function answerLater(reply: Pick<FastifyReply, "raw">, seconds: number, answer: () => void): void {
  // A timer cuts off the fraction of a millisecond: 1.001 s are 1000.99… ms.
  const ms = Math.round(seconds * 1000);
  if (ms === 0) return answer();
  const timer = setTimeout(answer, ms);
  reply.raw.once("close", () => clearTimeout(timer));
}

const cut = new WeakSet<object>();

/** Whether the server, not the client, broke off this response. */
export const wasCutShort = (response: ServerResponse): boolean => cut.has(response);

/**
 * Breaks off a response: resets the connection, or by HTTP/2 only the stream, since other requests share the connection.
 *
 * @param sent what is sent before that; the client has received it by then
 */
export async function cutShort(reply: FastifyReply, sent?: Buffer): Promise<void> {
  const response = reply.raw;
  reply.hijack();
  cut.add(response);
  const stream = (response as unknown as Partial<Http2ServerResponse>).stream;
  if (sent) {
    response.writeHead(reply.statusCode, reply.getHeaders() as Record<string, string>);
    const gone = new AbortController();
    response.once("close", () => gone.abort());
    if (!response.write(sent)) await once(response, "drain", { signal: gone.signal }).catch(() => undefined);
  }
  const { socket } = response;
  if (stream) stream.close(constants.NGHTTP2_INTERNAL_ERROR);
  else if (sent) socket?.destroySoon();
  // TLS has no reset of its own.
  else if (socket instanceof TLSSocket) socket.destroy();
  else socket?.resetAndDestroy();
}

/** The two forms that RFC 9110 allows for `Retry-After`. */
export type RetryAfterForm = "seconds" | "date";

/** JSON schema of a query's form of `Retry-After`. */
export const retryAfterFormSchema = {
  type: "string",
  enum: ["seconds", "date"],
  default: "seconds",
  description: '"seconds" or "date"',
} as const;

/**
 * The value of a `Retry-After` header: whole seconds, at least 1, or a date; never earlier than `seconds` from now.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
 * @example retryAfter(0.4, "seconds") // "1"
 */
export function retryAfter(seconds: number, form: RetryAfterForm): string {
  if (form === "seconds") return String(Math.max(1, Math.ceil(seconds)));
  return new Date(Math.ceil(Date.now() / 1000 + seconds) * 1000).toUTCString();
}
