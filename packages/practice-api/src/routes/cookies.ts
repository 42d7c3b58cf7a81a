import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { createDictionary, readQuery } from "../echo-request.js";
import { HttpError, quote, shorten } from "../errors.js";
import { pathInRun } from "../run-path.js";

/** `/cookies`, `/cookies/set`, `/cookies/delete`: a client that keeps cookies has them, one that does not shows it. */
export function cookieRoutes(app: FastifyInstance): void {
  const tags = ["cookies"];
  app.get(
    "/cookies",
    { schema: { tags, summary: "The cookies that came with the request." } },
    (request, reply) => reply.send({ cookies: readCookies(request.headers.cookie ?? "") }),
  );
  app.get(
    "/cookies/set",
    { schema: { tags, summary: "Sets a cookie for each name of the query, then leads to `/cookies`." } },
    (request, reply) => sendCookies(request, reply, listQuery(request), ""),
  );
  app.get<{ Params: { name: string; value: string } }>(
    "/cookies/set/:name/:value",
    { schema: { tags, summary: "Sets one cookie, then leads to `/cookies`." } },
    (request, reply) => sendCookies(request, reply, [[request.params.name, request.params.value]], ""),
  );
  app.get(
    "/cookies/delete",
    { schema: { tags, summary: "Deletes the cookie of each name of the query, then leads to `/cookies`." } },
    (request, reply) => {
      const names = listQuery(request).map(([name]) => [name, ""] as const);
      return sendCookies(request, reply, names, "; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0");
    },
  );
}

/** The last one counts where a name comes more than once. */
function listQuery(request: FastifyRequest): (readonly [string, string])[] {
  return Object.entries(readQuery(request)).map(([name, value]) => [name, [value].flat().at(-1) ?? ""]);
}

function readCookies(header: string): Record<string, string> {
  const cookies = createDictionary<string>();
  for (const pair of header.split(";").map((one) => one.trim())) {
    const at = pair.indexOf("=");
    if (at > 0)
      cookies[pair.slice(0, at).trim()] = pair
        .slice(at + 1)
        .trim()
        .replace(/^"(.*)"$/, "$1");
  }
  return cookies;
}

/** @see https://www.rfc-editor.org/rfc/rfc6265#section-4.1.1 */
function sendCookies(
  request: FastifyRequest,
  reply: FastifyReply,
  cookies: readonly (readonly [string, string])[],
  attributes: string,
): FastifyReply {
  // All of them before the first is set: an answer that refuses one sets none.
  for (const [name, value] of cookies) checkCookie(name, value);
  for (const [name, value] of cookies) {
    const quoted = /[ ,]/.test(value) ? `"${value}"` : value;
    void reply.header("set-cookie", `${name}=${quoted}; Path=/${attributes}`);
  }
  return reply.redirect(pathInRun(request, "/cookies"));
}

function checkCookie(name: string, value: string): void {
  if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name)) {
    throw new HttpError(
      400,
      `a cookie's name must be of letters, digits and !#$%&'*+-.^_\`|~, not ${quote(name)}`,
    );
  }
  if (!/^[ -~]*$/.test(value) || /[";\\]/.test(value)) {
    throw new HttpError(
      400,
      `\`${shorten(name)}\` must be printable ASCII without quotes, semicolons and backslashes, not ${quote(value)}`,
    );
  }
}
