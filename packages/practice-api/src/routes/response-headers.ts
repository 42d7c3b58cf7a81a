import { validateHeaderName, validateHeaderValue } from "node:http";
import type { FastifyInstance } from "fastify";
import { readQuery } from "../echo-request.js";
import { HttpError, quote } from "../errors.js";

/** They say where the answer ends and what becomes of the connection: a wrong one breaks it. */
const ofTheServer = new Set([
  "connection",
  "content-length",
  "http2-settings",
  "keep-alive",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/** `/response-headers`: an answer with the headers that the query names. */
export function responseHeaderRoutes(app: FastifyInstance): void {
  app.route({
    method: ["GET", "POST"],
    url: "/response-headers",
    schema: {
      tags: ["inspect"],
      summary: "An answer with these headers, one for each name of the query; its body lists them.",
    },
    handler: (request, reply) => {
      const headers = readQuery(request);
      let type = "application/json; charset=utf-8";
      // All of them before the first is set: the answer that tells of a wrong one has none of the others.
      for (const [name, value] of Object.entries(headers)) checkHeader(name, [value].flat());
      for (const [name, value] of Object.entries(headers)) {
        // Node's own: Fastify keeps headers in an object like others, which has no room for a `__proto__`.
        if (name.toLowerCase() === "content-type") type = [value].flat().at(-1) ?? type;
        else reply.raw.appendHeader(name, value);
      }
      return reply
        .header("content-type", type)
        .serializer((body: unknown) => body as string)
        .send(JSON.stringify({ "Content-Type": type, ...headers }));
    },
  });
}

function checkHeader(name: string, values: readonly string[]): void {
  if (ofTheServer.has(name.toLowerCase())) {
    throw new HttpError(400, `\`${name}\` must not be given: the server sets it`);
  }
  try {
    validateHeaderName(name);
    for (const value of values) validateHeaderValue(name, value);
  } catch (cause) {
    const pair = quote(`${name}: ${values.join(", ")}`);
    throw new HttpError(400, `the query must be of headers' names and values, not ${pair}`, {
      cause,
    });
  }
}
