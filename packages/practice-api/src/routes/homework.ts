import type { FastifyInstance } from "fastify";
import { parameters } from "../read-parameters.js";
import { answerLater } from "../replies.js";
import { licenceLink } from "../country.js";
import type { HomeworkPlans } from "../homework-plans.js";
import { HttpError } from "../errors.js";
import { runOf } from "../run-path.js";

/** `/homework/:code`: a country's page with a token, in a homework run; what it does was planned when the run was opened. */
export function homeworkRoutes(app: FastifyInstance, plans: HomeworkPlans): void {
  app.get<{ Params: { code: string } }>(
    "/homework/:code",
    {
      // A HEAD would count as an attempt, and bring nothing.
      exposeHeadRoute: false,
      schema: {
        tags: ["homework"],
        summary: "A country by its three-letter code, with the token that proves it was fetched.",
        description:
          "Only in a run that was opened as homework (`await api.homework()` in a cell). Some pages fail with 500, 502 or 503 before they come, some of these with `Retry-After`, and some are missing: which ones, the server has drawn, and no URL tells.",
        params: parameters({ code: { type: "string" } }),
      },
    },
    (request, reply) => {
      const plan = plans.find(runOf(request));
      if (!plan) {
        throw new HttpError(
          404,
          "this run was not opened as homework: `await api.homework()` opens one, and has its URLs",
        );
      }
      const { code } = request.params;
      // Spelled in one way only, or two attempts at a page would be written down as attempts at two.
      const asGiven = request.url === `/homework/${code}`;
      const answer = asGiven ? plan.answer(code) : undefined;
      if (!answer) throw new HttpError(404, "no page of this homework: use its URLs as they are given");
      answerLater(reply, answer.delay, () => {
        if (answer.retryAfterS !== undefined) reply.header("retry-after", answer.retryAfterS);
        if (answer.status === 200) reply.header("link", licenceLink);
        void reply.code(answer.status).type("application/json; charset=utf-8").send(answer.body);
      });
    },
  );
}
