import type { FastifyInstance } from "fastify";
import { answerLater } from "../answer-later.js";
import { countriesLicence, readCountries } from "../country.js";
import { secondsSchema } from "../limits.js";

/** `/countries`, `/countries/:code`: the pages that the course collects. */
export function countryRoutes(app: FastifyInstance): void {
  const tags = ["countries"];
  const countries = readCountries();
  const querystring = { type: "object", properties: { delay: { ...secondsSchema, default: 0 } } };
  const link = `<${countriesLicence.licenceUrl}>; rel="license"`;
  // Made once: 200 pages asked for in a hurry cost no work.
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
        void reply.type("application/json; charset=utf-8").header("link", link).send(list);
      });
    },
  );
  app.get<{ Params: { code: string }; Querystring: { delay: number } }>(
    "/countries/:code",
    {
      schema: {
        tags,
        summary: "A country by its three-letter code, answered after `delay` seconds.",
        params: { type: "object", properties: { code: { type: "string" } } },
        querystring,
      },
    },
    (request, reply) => {
      const page = pages.get(request.params.code.toUpperCase());
      if (!page) {
        const message = `\`code\` must be one of the ${countries.length} three-letter codes listed at /countries, not ${JSON.stringify(request.params.code)}`;
        throw Object.assign(new Error(message), { statusCode: 404 });
      }
      answerLater(reply, request.query.delay, () => {
        void reply.type("application/json; charset=utf-8").header("link", link).send(page);
      });
    },
  );
}
