import { randomUUID } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { echoBody, echoHeaders, echoRequest } from "../echo-request.js";

const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];

/** `/get`, `/headers`, `/anything`, `/uuid`: what a request looks like from the other side. */
export function inspectRoutes(app: FastifyInstance): void {
  const tags = ["inspect"];
  app.get(
    "/get",
    { schema: { tags, summary: "The request's query, headers, origin and URL." } },
    (request, reply) => reply.send(echoRequest(request)),
  );
  app.get("/headers", { schema: { tags, summary: "The request's headers." } }, (request, reply) =>
    reply.send({ headers: echoHeaders(request) }),
  );
  app.get("/uuid", { schema: { tags, summary: "A random UUID, version 4." } }, (_request, reply) =>
    reply.send({ uuid: randomUUID() }),
  );
  for (const url of ["/anything", "/anything/*"]) {
    app.route({
      method: methods,
      url,
      schema: { tags, summary: "All of the request, its method and body too.", hide: url.endsWith("*") },
      handler: (request) => echoBody(request),
    });
  }
}
