import type { FastifyInstance } from "fastify";
import { parameters } from "../read-parameters.js";
import { answerLater } from "../replies.js";
import { echoBody } from "../echo-request.js";
import { allMethods, maxSeconds, secondsSchema } from "../limits.js";

/** `/delay/:seconds`: `/anything`'s answer, late. */
export function delayRoutes(app: FastifyInstance): void {
  app.route<{ Params: { seconds: number } }>({
    method: allMethods,
    url: "/delay/:seconds",
    schema: {
      tags: ["dynamics"],
      summary: `The request, answered after this many seconds, ${maxSeconds} at most.`,
      params: parameters({ seconds: secondsSchema }),
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
