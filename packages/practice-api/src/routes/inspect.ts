import { randomUUID } from "node:crypto";
import { promisify } from "node:util";
import { brotliCompress, deflate, gzip } from "node:zlib";
import type { FastifyInstance } from "fastify";
import { echoBody, echoHeaders, echoRequest } from "../echo-request.js";
import { allMethods } from "../limits.js";

const encodings = {
  gzip: { name: "gzip", told: "gzipped", compress: promisify(gzip) },
  deflate: { name: "deflate", told: "deflated", compress: promisify(deflate) },
  brotli: { name: "br", told: "brotli", compress: promisify(brotliCompress) },
} as const;

/** `/get`, `/post`, `/headers`, `/anything`, `/gzip`, `/uuid`…: what a request looks like from the other side. */
export function inspectRoutes(app: FastifyInstance): void {
  const tags = ["inspect"];
  app.get(
    "/get",
    { schema: { tags, summary: "The request's query, headers, origin and URL." } },
    (request, reply) => reply.send(echoRequest(request)),
  );
  for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
    app.route({
      method,
      url: `/${method.toLowerCase()}`,
      schema: { tags, summary: `All of a ${method} request, its body too.` },
      handler: (request) => echoBody(request),
    });
  }
  for (const url of ["/anything", "/anything/*"]) {
    app.route({
      method: allMethods,
      url,
      schema: { tags, summary: "All of the request, its method and body too.", hide: url.endsWith("*") },
      handler: (request) => echoBody(request),
    });
  }
  app.get("/headers", { schema: { tags, summary: "The request's headers." } }, (request, reply) =>
    reply.send({ headers: echoHeaders(request) }),
  );
  app.get("/ip", { schema: { tags, summary: "The client's address." } }, (request, reply) =>
    reply.send({ origin: request.ip }),
  );
  app.get("/user-agent", { schema: { tags, summary: "The header `User-Agent`." } }, (request, reply) =>
    reply.send({ "user-agent": request.headers["user-agent"] ?? null }),
  );
  app.get("/uuid", { schema: { tags, summary: "A random UUID, version 4." } }, (_request, reply) =>
    reply.send({ uuid: randomUUID() }),
  );
  for (const [page, { name, told, compress }] of Object.entries(encodings)) {
    app.get(
      `/${page}`,
      {
        schema: { tags, summary: `The request, in an answer compressed with ${page}, whatever it accepts.` },
      },
      async (request, reply) => {
        const { args, headers, origin } = echoRequest(request);
        const body = JSON.stringify({ [told]: true, args, headers, method: request.method, origin });
        return reply
          .header("content-encoding", name)
          .type("application/json; charset=utf-8")
          .send(await compress(body));
      },
    );
  }
}
