import type { IncomingMessage } from "node:http";

const absolute = /^https?:\/\/([^/?#]+)([^#]*)/i;

/**
 * The path and query of a request's target, also where that is a whole URL, as programs write it that take this server for
 * a proxy.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9112#section-3.2.2
 * @example originForm("http://127.0.0.1:8000/get?a=1") // "/get?a=1"
 */
export function originForm(target: string): string {
  const [, , path = target] = absolute.exec(target) ?? [];
  return path === "" || path.startsWith("?") ? `/${path}` : path;
}

/**
 * Gives a request with a whole URL for its target the shape of any other: the path for its URL, and the URL's host in
 * place of the header's, which does not count then. `OPTIONS` of no path is one of the whole server.
 */
export function toOriginForm(request: IncomingMessage): void {
  const { url = "/", method, headers, rawHeaders } = request;
  const [, authority, path] = absolute.exec(url) ?? [];
  if (authority === undefined) return;
  request.url = method === "OPTIONS" && path === "" ? "*" : originForm(url);
  const host = authority.replace(/^.*@/, "");
  headers.host = host;
  request.rawHeaders = rawHeaders.map((text, index) =>
    rawHeaders[index - 1]?.toLowerCase() === "host" && index % 2 === 1 ? host : text,
  );
}
