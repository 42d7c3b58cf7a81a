import type { FastifyInstance } from "fastify";
import { allMethods, seedSchema } from "../limits.js";
import { random } from "../random.js";

/** `/unstable`: fails at a chosen rate; with a seed, always or never. */
export function unstableRoutes(app: FastifyInstance): void {
  app.route<{ Querystring: { failure_rate: number; seed?: number } }>({
    method: allMethods,
    url: "/unstable",
    schema: {
      tags: ["dynamics"],
      summary: "Status 500 at this rate, else 200; the same seed draws the same lot.",
      querystring: {
        type: "object",
        properties: {
          failure_rate: { type: "number", minimum: 0, maximum: 1, default: 0.5 },
          seed: seedSchema,
        },
      },
    },
    handler: ({ query: { failure_rate, seed } }, reply) =>
      reply.code(random(seed)() < failure_rate ? 500 : 200).send(""),
  });
}
