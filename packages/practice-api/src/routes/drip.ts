import { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import type { FastifyInstance } from "fastify";
import { HttpError } from "../errors.js";
import { maxBytes, maxSeconds, secondsSchema } from "../limits.js";
import { parameters } from "../read-parameters.js";

interface DripQuery {
  readonly duration: number;
  readonly numbytes: number;
  readonly delay: number;
  readonly code: number;
}

/** `/drip`: bytes that arrive little by little. */
export function dripRoutes(app: FastifyInstance): void {
  app.get<{ Querystring: DripQuery }>(
    "/drip",
    {
      schema: {
        tags: ["dynamics"],
        summary: `After \`delay\` seconds, \`numbytes\` asterisks spread over \`duration\` seconds; ${maxSeconds} s at most in all.`,
        querystring: parameters({
          duration: { ...secondsSchema, default: 2 },
          numbytes: { type: "integer", minimum: 1, maximum: maxBytes, default: 10 },
          delay: { ...secondsSchema, default: 0 },
          code: { type: "integer", minimum: 200, maximum: 599, default: 200 },
        }),
      },
    },
    async ({ query }, reply) => {
      if (query.delay + query.duration > maxSeconds) {
        throw new HttpError(
          400,
          `\`delay\` and \`duration\` must be at most ${maxSeconds} together, not ${query.delay + query.duration}`,
        );
      }
      const gone = new AbortController();
      reply.raw.once("close", () => gone.abort());
      try {
        await sleep(query.delay * 1000, undefined, { signal: gone.signal });
      } catch {
        return reply;
      }
      return reply
        .code(query.code)
        .type("application/octet-stream")
        .header("content-length", query.numbytes)
        .send(Readable.from(drip(query, gone.signal)));
    },
  );
}

/** The first byte comes at once, the last one after `duration`; more than one at a time where they come too fast. */
async function* drip({ duration, numbytes }: DripQuery, gone: AbortSignal): AsyncGenerator<Buffer> {
  const start = performance.now();
  const gapMs = numbytes > 1 ? (duration * 1000) / (numbytes - 1) : 0;
  for (let sent = 0; sent < numbytes;) {
    const waitMs = start + sent * gapMs - performance.now();
    if (waitMs > 0) {
      try {
        await sleep(Math.ceil(waitMs), undefined, { signal: gone });
      } catch {
        return;
      }
    }
    const due = gapMs > 0 ? Math.floor((performance.now() - start) / gapMs) + 1 : numbytes;
    const count = Math.min(Math.max(due - sent, 1), numbytes - sent);
    yield Buffer.alloc(count, "*");
    sent += count;
  }
}
