import type { FastifyInstance } from "fastify";
import { answerLater } from "../answer-later.js";
import { echoBody } from "../echo-request.js";
import { mostSeconds, secondsSchema } from "../limits.js";

/** `/delay/:seconds`: `/anything`'s answer, late. */
export function delayRoutes(app: FastifyInstance): void {
  app.route<{ Params: { seconds: number } }>({
    method: ["GET", "POST", "PUT", "PATCH", "DELETE"],
    url: "/delay/:seconds",
    schema: {
      tags: ["dynamics"],
      summary: `The request, answered after this many seconds, ${mostSeconds} at most.`,
      params: { type: "object", properties: { seconds: secondsSchema } },
    },
    handler: (request, reply) => {
      answerLater(reply, request.params.seconds, () => {
        echoBody(request).then(
          (echo) => reply.send(echo),
          (error: unknown) => reply.send(error),
        );
      });
    },
  });
}
