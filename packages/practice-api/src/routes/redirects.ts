import type { FastifyInstance, FastifyRequest } from "fastify";
import { originOf } from "../echo-request.js";
import { HttpError, quote } from "../errors.js";
import { allMethods, maxRedirects } from "../limits.js";
import { parameters } from "../read-parameters.js";
import { pathInRun } from "../run-path.js";

/** `/redirect/:n` and its kin: pages that lead to another one, within the run that they were asked for in. */
export function redirectRoutes(app: FastifyInstance): void {
  const tags = ["redirects"];
  const params = parameters({ n: { type: "integer", minimum: 1, maximum: maxRedirects } });
  const isAbsolute = parameters({
    absolute: {
      type: "string",
      enum: ["true", "false"],
      default: "false",
      description: '"true" or "false"',
    },
  });
  app.route<{ Params: { n: number }; Querystring: { absolute: string } }>({
    method: allMethods,
    url: "/redirect/:n",
    schema: {
      tags,
      summary: "Leads to `/get` in this many steps, each with status 302.",
      params,
      querystring: isAbsolute,
    },
    handler: (request, reply) =>
      reply.redirect(nextStep(request, request.params.n - 1, request.query.absolute === "true")),
  });
  for (const kind of ["relative", "absolute"] as const) {
    app.route<{ Params: { n: number } }>({
      method: allMethods,
      url: `/${kind}-redirect/:n`,
      schema: {
        tags,
        summary: `The same; \`Location\` is ${kind === "relative" ? "a path" : "a whole URL"}.`,
        params,
      },
      handler: (request, reply) =>
        reply.redirect(nextStep(request, request.params.n - 1, kind === "absolute")),
    });
  }
  app.route<{ Querystring: { url?: string; status_code: number } }>({
    method: allMethods,
    url: "/redirect-to",
    schema: {
      tags,
      summary: "Leads to `url`, with status `status_code`.",
      querystring: parameters({
        url: { type: "string", description: "a URL" },
        status_code: { type: "integer", minimum: 300, maximum: 399, default: 302 },
      }),
    },
    handler: (request, reply) => {
      const { url = "", status_code } = request.query;
      if (url === "" || !URL.canParse(url, "http://localhost")) {
        throw new HttpError(400, `\`url\` must be a URL, not ${quote(url)}`);
      }
      return reply.redirect(toAscii(url), status_code);
    },
  });
}

function nextStep(request: FastifyRequest, left: number, isAbsolute: boolean): string {
  const page = left > 0 ? `/${isAbsolute ? "absolute" : "relative"}-redirect/${left}` : "/get";
  return (isAbsolute ? originOf(request) : "") + pathInRun(request, page);
}

/** Left as it is, but for what a header cannot hold. */
const toAscii = (url: string): string => url.toWellFormed().replace(/[^!-~]+/g, encodeURIComponent);
