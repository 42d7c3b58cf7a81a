import type { FastifyInstance } from "fastify";
import { answerLater } from "../answer-later.js";
import { echoBody } from "../echo-request.js";
import { allMethods, mostSeconds, secondsSchema } from "../limits.js";

/** `/delay/:seconds`: `/anything`'s answer, late. */
export function delayRoutes(app: FastifyInstance): void {
  app.route<{ Params: { seconds: number } }>({
    method: allMethods,
    url: "/delay/:seconds",
    schema: {
      tags: ["dynamics"],
      summary: `The request, answered after this many seconds, ${mostSeconds} at most.`,
      params: { type: "object", properties: { seconds: secondsSchema } },
    },
    handler: (request, reply) => {
      answerLater(reply, request.params.seconds, () => {
        const echo = echoBody(request);
        if (echo instanceof Promise)
          echo.then(
            (read) => reply.send(read),
            (error: unknown) => reply.send(error),
          );
        else void reply.send(echo);
      });
    },
  });
}
