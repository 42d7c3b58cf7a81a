import { Readable } from "node:stream";
import type { FastifyInstance, FastifyReply } from "fastify";
import { HttpError, quote } from "../errors.js";
import { allMethods, seedSchema } from "../limits.js";
import { seededRandom } from "../random.js";
import { parameters } from "../read-parameters.js";
import { parseWeightedStatuses, pickStatus } from "../weighted-statuses.js";

const description = 'a status from 200 to 599, or several with weights, as in "200:0.7,503:0.3"';

/** `/status/:codes`: an answer with that status, or with one of several, drawn by weight. */
export function statusRoutes(app: FastifyInstance): void {
  app.route<{ Params: { codes: string } }>({
    method: allMethods,
    url: "/status/:codes",
    schema: {
      tags: ["status"],
      summary: "An answer with this status, or with one of several drawn by weight.",
      params: parameters({ codes: { type: "string", description } }),
    },
    handler: (request, reply) => {
      const { codes } = request.params;
      const statuses = parseWeightedStatuses(codes);
      if (!statuses) {
        throw new HttpError(400, `\`codes\` must be ${description}, not ${quote(codes)}`);
      }
      return sendStatus(reply, pickStatus(statuses, Math.random()), request.originalUrl);
    },
  });
}

/** What belongs to a status beside the number: where a redirect leads to, how to log in. */
function sendStatus(reply: FastifyReply, status: number, url: string): FastifyReply {
  reply.code(status);
  if (status > 300 && status < 309 && status !== 304 && status !== 306) {
    reply.header("location", url.replace(/\/status\/.*$/, "/get"));
  }
  if (status === 401) reply.header("www-authenticate", 'Basic realm="practice API"');
  // Fastify tells the length of what a HEAD leaves out; of these nothing may be told.
  return reply.send(status === 204 || status === 304 ? Readable.from([]) : "");
}

/** `/unstable`: fails at a chosen rate; with a seed, always or never. */
export function unstableRoutes(app: FastifyInstance): void {
  app.route<{ Querystring: { failure_rate: number; seed?: number } }>({
    method: allMethods,
    url: "/unstable",
    schema: {
      tags: ["dynamics"],
      summary: "Status 500 at this rate, else 200; the same seed draws the same lot.",
      querystring: parameters({
        failure_rate: { type: "number", minimum: 0, maximum: 1, default: 0.5 },
        seed: seedSchema,
      }),
    },
    handler: ({ query: { failure_rate, seed } }, reply) => {
      const drawn = seed === undefined ? Math.random() : seededRandom(seed)();
      return reply.code(drawn < failure_rate ? 500 : 200).send("");
    },
  });
}
