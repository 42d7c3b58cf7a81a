import type { FastifyInstance, FastifyReply } from "fastify";
import { errorBody } from "../errors.js";
import { allMethods, maxBanSeconds, maxSeconds, secondsSchema } from "../limits.js";
import { SlidingWindow } from "../rate-limit.js";
import { LruMap } from "../lru-map.js";
import { parameters } from "../read-parameters.js";
import { answerLater, retryAfter, type RetryAfterForm, retryAfterFormSchema } from "../replies.js";
import { recordOf, runOf } from "../run-path.js";
import type { RunRecords } from "../run-records.js";

interface LimitedQuery {
  readonly limit: number;
  readonly window: number;
  readonly page?: string;
  readonly retry_after: RetryAfterForm;
  readonly strikes: number;
  readonly ban: number;
  readonly delay: number;
}

const maxLimit = 1000;
const maxWindows = 500;
const maxBans = 1000;

/** `/limited`: a strict sliding window, and a ban for clients that ignore `Retry-After`. */
export function limitedRoutes(app: FastifyInstance, records: RunRecords): void {
  const windows = new LruMap<string, SlidingWindow>(maxWindows);
  const bannedUntilMs = new LruMap<string, number>(maxBans);
  app.route<{ Querystring: LimitedQuery }>({
    method: allMethods,
    url: "/limited",
    schema: {
      tags: ["limits"],
      summary:
        "At most `limit` answers in any `window` seconds for a run; beyond that 429 with `Retry-After`, and after `strikes` of those without a pause 403 for `ban` seconds.",
      description:
        "A pause is half a window without a request. `strikes=0`: never banned. `X-RateLimit-Reset-After` tells, in seconds with decimals, when there is room again; `Retry-After` is a whole number of them, as the standard has it.",
      querystring: parameters({
        limit: { type: "integer", minimum: 1, maximum: maxLimit, default: 10 },
        window: { type: "number", minimum: 0.01, maximum: maxSeconds, default: 1 },
        page: { type: "string", maxLength: 100, description: "at most 100 characters" },
        retry_after: retryAfterFormSchema,
        strikes: { type: "integer", minimum: 0, maximum: 10_000, default: 20 },
        ban: { ...secondsSchema, maximum: maxBanSeconds, default: 2 },
        delay: { ...secondsSchema, default: 0 },
      }),
    },
    handler: (request, reply) => {
      const { limit, window, page, retry_after, strikes, ban, delay } = request.query;
      const run = runOf(request);
      const now = performance.now();
      const banLeft = ((bannedUntilMs.get(run) ?? -Infinity) - now) / 1000;
      if (banLeft > 0) return sendBan(reply, banLeft, retry_after);
      const slots = windows.getOrInsert(
        `${run} ${limit} ${window}`,
        () => new SlidingWindow({ limit, windowMs: window * 1000 }),
      );
      const decision = slots.tryAcquire(now);
      if (decision.kind === "rejected") {
        if (ban > 0 && strikes > 0 && slots.strikes > strikes) {
          slots.strikes = 0;
          bannedUntilMs.set(run, now + ban * 1000);
          recordOf(request, records)?.countBan();
          return sendBan(reply, ban, retry_after);
        }
        // A client that waits for this long, to the ms, is accepted.
        const seconds = Math.ceil(decision.retryMs) / 1000;
        return sendRejection(
          reply.header("x-ratelimit-limit", limit).header("x-ratelimit-remaining", 0),
          429,
          `at most ${limit} requests in any ${window} s: there is room again in ${seconds.toFixed(3)} s`,
          seconds,
          retry_after,
        );
      }
      answerLater(reply, delay, () => {
        void reply
          .header("x-ratelimit-limit", limit)
          .header("x-ratelimit-remaining", decision.remaining)
          .header("x-ratelimit-reset-after", (decision.resetMs / 1000).toFixed(3))
          .send({ page: readPage(page), remaining: decision.remaining });
      });
      return undefined;
    },
  });
}

function sendBan(reply: FastifyReply, secondsLeft: number, form: RetryAfterForm): FastifyReply {
  const message = `this run is banned for another ${secondsLeft.toFixed(3)} s: it went on asking after too many answers with status 429`;
  return sendRejection(reply, 403, message, secondsLeft, form);
}

function sendRejection(
  reply: FastifyReply,
  statusCode: number,
  message: string,
  seconds: number,
  form: RetryAfterForm,
): FastifyReply {
  return reply
    .code(statusCode)
    .header("retry-after", retryAfter(seconds, form))
    .header("x-ratelimit-reset-after", seconds.toFixed(3))
    .send(errorBody(statusCode, message));
}

/** A page's number as a number. */
function readPage(page: string | undefined): string | number | null {
  if (page === undefined) return null;
  return /^\d{1,15}$/.test(page) ? Number(page) : page;
}
