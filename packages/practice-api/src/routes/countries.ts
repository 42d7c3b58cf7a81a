import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { parameters } from "../read-parameters.js";
import { answerLater } from "../replies.js";
import { AttemptCounts } from "../lru-map.js";
import { countriesLicence, licenceLink, readCountries } from "../country.js";
import { errorBody, HttpError, quote } from "../errors.js";
import { secondsSchema, seedSchema } from "../limits.js";
import { draw } from "../random.js";
import { recordOf, runOf } from "../run-path.js";
import type { RunRecords } from "../run-records.js";

/** `/countries`, `/countries/:code`: the pages that the course collects. */
export function countryRoutes(app: FastifyInstance, records: RunRecords): void {
  const tags = ["countries"];
  const countries = readCountries();
  const querystring = parameters({ delay: { ...secondsSchema, default: 0 } });
  // Serialized once, so that 200 requests at a time cost nothing.
  const pages = new Map(countries.map((country) => [country.code, JSON.stringify(country)]));
  const list = JSON.stringify({
    ...countriesLicence,
    countries: countries.map(({ code, name, region }) => ({ code, name, region, url: `countries/${code}` })),
  });

  app.get<{ Querystring: { delay: number } }>(
    "/countries",
    {
      schema: {
        tags,
        summary: `Code, name and region of all ${countries.length} countries, with the licence of the table.`,
        querystring,
      },
    },
    (request, reply) => {
      answerLater(reply, request.query.delay, () => {
        void reply.type("application/json; charset=utf-8").header("link", licenceLink).send(list);
      });
    },
  );
  const attempts = new AttemptCounts();
  app.get<{ Params: { code: string }; Querystring: CountryQuery }>(
    "/countries/:code",
    {
      schema: {
        tags,
        summary: "A country by its three-letter code, answered after `delay` seconds.",
        description:
          "`failure_rate`: status 503 at this rate; with a `seed`, the same attempts at a page fail each time. `answer_after`: held back until this many other requests of the run have been answered, for `at_most` seconds. `together`: the delay begins when this many requests of the run have arrived, or after `at_most` seconds. `again` tells pages apart that are the same.",
        params: parameters({ code: { type: "string" } }),
        querystring: parameters({
          ...querystring.properties,
          failure_rate: { type: "number", minimum: 0, maximum: 1, default: 0 },
          seed: seedSchema,
          answer_after: { type: "integer", minimum: 0, maximum: 10_000 },
          together: { type: "integer", minimum: 0, maximum: 10_000 },
          at_most: { ...secondsSchema, default: 2 },
          again: { type: "integer", minimum: 0, default: 0 },
        }),
      },
    },
    (request, reply) => {
      const code = request.params.code.toUpperCase();
      const page = pages.get(code);
      if (!page) {
        throw new HttpError(
          404,
          `\`code\` must be one of the ${countries.length} three-letter codes listed at /countries, not ${quote(request.params.code)}`,
        );
      }
      const { delay, failure_rate, seed, answer_after, together, at_most, again } = request.query;
      const fails = failure_rate > 0 && draws(request, `${code} ${again}`, seed) < failure_rate;
      const answer = () => {
        if (!fails)
          return void reply.type("application/json; charset=utf-8").header("link", licenceLink).send(page);
        const message = `${code} is not to be had just now: a later attempt may succeed`;
        void reply.code(503).send(errorBody(503, message));
      };
      const record = recordOf(request, records);
      const answerDelayed = () =>
        answerLater(reply, delay, () => {
          if (answer_after === undefined) return answer();
          holdBack(reply, at_most, (callback) => record?.whenAnswered(answer_after, callback), answer);
        });
      if (together === undefined) answerDelayed();
      else holdBack(reply, at_most, (callback) => record?.whenArrived(together, callback), answerDelayed);
    },
  );

  function draws(request: FastifyRequest, page: string, seed: number | undefined): number {
    if (seed === undefined) return Math.random();
    return draw(seed, `${page} ${attempts.next(runOf(request), page)}`);
  }
}

interface CountryQuery {
  readonly delay: number;
  readonly failure_rate: number;
  readonly seed?: number;
  readonly answer_after?: number;
  readonly together?: number;
  readonly at_most: number;
  readonly again: number;
}

/**
 * Calls `callback` when what it waits for has happened, or when `seconds` have passed.
 *
 * @param wait begins to wait, and returns a function that cancels it; nothing where the run keeps no record
 */
function holdBack(
  reply: FastifyReply,
  seconds: number,
  wait: (callback: () => void) => (() => void) | undefined,
  callback: () => void,
): void {
  let cancel = (): void => undefined;
  const stop = () => {
    clearTimeout(timer);
    cancel();
  };
  const goOn = () => {
    stop();
    reply.raw.off("close", stop);
    callback();
  };
  const timer = setTimeout(goOn, seconds * 1000);
  reply.raw.once("close", stop);
  cancel = wait(goOn) ?? cancel;
}
