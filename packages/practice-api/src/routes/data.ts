import { randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import type { FastifyInstance } from "fastify";
import { echoRequest } from "../echo-request.js";
import { maxBytes, maxLines, seedSchema } from "../limits.js";
import { seededRandom } from "../random.js";
import { parameters } from "../read-parameters.js";

/** `/bytes/:n`, `/stream/:n`: bodies of a chosen size. */
export function dataRoutes(app: FastifyInstance): void {
  const tags = ["dynamics"];
  app.get<{ Params: { n: number }; Querystring: { seed?: number } }>(
    "/bytes/:n",
    {
      schema: {
        tags,
        summary: `This many random bytes, ${maxBytes} at most; the same ones for the same seed.`,
        params: parameters({ n: { type: "integer", minimum: 0, maximum: maxBytes } }),
        querystring: parameters({ seed: seedSchema }),
      },
    },
    ({ params: { n }, query: { seed } }, reply) =>
      reply.type("application/octet-stream").send(seed === undefined ? randomBytes(n) : seededBytes(n, seed)),
  );
  app.get<{ Params: { n: number } }>(
    "/stream/:n",
    {
      schema: {
        tags,
        summary: `This many lines of JSON, ${maxLines} at most, sent one after the other.`,
        params: parameters({ n: { type: "integer", minimum: 1, maximum: maxLines } }),
      },
    },
    (request, reply) => {
      const echo = echoRequest(request);
      const lines = Array.from(
        { length: request.params.n },
        (_, id) => `${JSON.stringify({ ...echo, id })}\n`,
      );
      return reply.type("application/json").send(Readable.from(lines));
    },
  );
}

function seededBytes(count: number, seed: number): Buffer {
  const next = seededRandom(seed);
  return Buffer.from(Array.from({ length: count }, () => next() * 256));
}
