import { Readable } from "node:stream";
import type { FastifyInstance } from "fastify";
import { parameters } from "../read-parameters.js";
import { answerLater, cutShort } from "../replies.js";
import { allMethods, maxBytes, secondsSchema } from "../limits.js";

/** `/reset`, `/truncated`: answers that never come, or not to their end. */
export function brokenRoutes(app: FastifyInstance): void {
  const tags = ["limits"];
  const delay = { ...secondsSchema, default: 0 };
  app.route<{ Querystring: { delay: number } }>({
    method: allMethods,
    url: "/reset",
    schema: {
      tags,
      summary: "No answer: the connection is reset after `delay` seconds (by HTTP/2, the stream).",
      querystring: parameters({ delay }),
    },
    handler: (request, reply) => {
      answerLater(reply, request.query.delay, () => void cutShort(reply));
    },
  });
  app.get<{ Querystring: { n: number; delay: number } }>(
    "/truncated",
    {
      schema: {
        tags,
        summary: "`Content-Length` promises `n` bytes, half of them come, then the connection closes.",
        querystring: parameters({
          n: { type: "integer", minimum: 2, maximum: maxBytes, default: 1000 },
          delay,
        }),
      },
    },
    (request, reply) => {
      const { n, delay } = request.query;
      answerLater(reply, delay, () => {
        reply.header("content-length", n).type("application/octet-stream");
        // All of its headers, as of any page; there is nothing to cut short.
        if (request.method === "HEAD") return void reply.send(Readable.from([]));
        void cutShort(reply, Buffer.alloc(Math.floor(n / 2), "*"));
      });
    },
  );
}
