import type { FastifyInstance } from "fastify";
import { AttemptCounts } from "../lru-map.js";
import { errorBody } from "../errors.js";
import { allMethods, maxSeconds, secondsSchema, seedSchema } from "../limits.js";
import { draw } from "../random.js";
import { parameters } from "../read-parameters.js";
import { answerLater, retryAfter, type RetryAfterForm, retryAfterFormSchema } from "../replies.js";
import { runOf } from "../run-path.js";

interface Page {
  readonly Params: { readonly id: string };
}

interface FlakyQuery {
  readonly fails?: number;
  readonly seed?: number;
  readonly status: number;
  readonly delay: number;
  readonly retry_after?: number;
  readonly retry_after_form: RetryAfterForm;
}

const maxFails = 1000;
/** Where a seed draws how many attempts fail. */
const maxSeededFails = 3;

/** `/flaky/:id`, `/slow-then-fast/:id`: pages whose first attempts go badly. */
export function flakyRoutes(app: FastifyInstance): void {
  const tags = ["limits"];
  const params = parameters({
    id: { type: "string", maxLength: 100, description: "at most 100 characters" },
  });
  const flaky = new AttemptCounts();
  app.route<Page & { Querystring: FlakyQuery }>({
    method: allMethods,
    url: "/flaky/:id",
    schema: {
      tags,
      summary:
        "The first `fails` attempts at an id fail with `status`, later ones succeed; each run has its own.",
      description: `With \`seed\` instead of \`fails\`, 0 to ${maxSeededFails} attempts fail: how many is drawn from the seed and the id. \`retry_after\`: failures come with that \`Retry-After\`, in the form \`retry_after_form\`.`,
      params,
      querystring: parameters({
        fails: { type: "integer", minimum: 0, maximum: maxFails },
        seed: seedSchema,
        status: { type: "integer", minimum: 400, maximum: 599, default: 503 },
        delay: { ...secondsSchema, default: 0 },
        retry_after: { type: "integer", minimum: 0, maximum: maxSeconds },
        retry_after_form: retryAfterFormSchema,
      }),
    },
    handler: (request, reply) => {
      const { id } = request.params;
      const { seed, status, delay, retry_after, retry_after_form } = request.query;
      const drawn = seed === undefined ? 1 : Math.floor(draw(seed, id) * (maxSeededFails + 1));
      const fails = request.query.fails ?? drawn;
      const attempt = flaky.next(runOf(request), id);
      answerLater(reply, delay, () => {
        if (attempt > fails) return void reply.send({ id, attempt });
        if (retry_after !== undefined) {
          reply.header(
            "retry-after",
            retry_after_form === "date" ? retryAfter(retry_after, "date") : retry_after,
          );
        }
        const message = `attempt ${attempt} at page ${JSON.stringify(id)} failed: a later one may succeed`;
        void reply.code(status).send(errorBody(status, message));
      });
    },
  });

  const slow = new AttemptCounts();
  app.get<Page & { Querystring: { slow: number; fast: number } }>(
    "/slow-then-fast/:id",
    {
      schema: {
        tags,
        summary: "The first attempt at an id takes `slow` seconds, later ones `fast`; each run has its own.",
        params,
        querystring: parameters({
          slow: { ...secondsSchema, default: 1 },
          fast: { ...secondsSchema, default: 0 },
        }),
      },
    },
    (request, reply) => {
      const { id } = request.params;
      const attempt = slow.next(runOf(request), id);
      const seconds = attempt === 1 ? request.query.slow : request.query.fast;
      answerLater(reply, seconds, () => void reply.send({ id, attempt }));
    },
  );
}
