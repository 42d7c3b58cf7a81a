import type { FastifyInstance } from "fastify";
import { answerLater, cutShort } from "../replies.js";
import { errorBody } from "../errors.js";
import type { PlannedPages } from "../planned-pages.js";
import { runOf } from "../run-path.js";

/** `/planned/:id`: what `PlannedPages` says. Not among the documented pages: only this process can plan one. */
export function plannedRoutes(app: FastifyInstance, pages: PlannedPages): void {
  app.get<{ Params: { id: string } }>("/planned/:id", { schema: { hide: true } }, (request, reply) => {
    const { id } = request.params;
    const next = pages.next(runOf(request), id);
    if (!next) {
      reply.callNotFound();
      return reply;
    }
    const { status, retryAfter, delay = 0 } = next.answer;
    answerLater(reply, delay, () => {
      if (status === "reset") return void cutShort(reply);
      if (retryAfter !== undefined) reply.header("retry-after", retryAfter);
      const body =
        status < 400
          ? { id, attempt: next.attempt }
          : errorBody(status, `page ${JSON.stringify(id)} is not to be had now`);
      void reply.code(status).send(body);
    });
    return reply;
  });
}
