import { readFileSync } from "node:fs";
import { join } from "node:path";
import fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifyServerFactory,
} from "fastify";
import { answerOtherMethods } from "./allowed-methods.js";
import { answerMalformed } from "./malformed-requests.js";
import { countriesLicence } from "./country.js";
import type { HomeworkPlans } from "./homework-plans.js";
import { errorBody, shorten } from "./errors.js";
import { maxBytes } from "./limits.js";
import type { PlannedPages } from "./planned-pages.js";
import { compileParameterReader } from "./read-parameters.js";
import { authRoutes } from "./routes/auth.js";
import { brokenRoutes } from "./routes/broken.js";
import { cookieRoutes } from "./routes/cookies.js";
import { countryRoutes } from "./routes/countries.js";
import { dataRoutes } from "./routes/data.js";
import { delayRoutes } from "./routes/delay.js";
import { dripRoutes } from "./routes/drip.js";
import { flakyRoutes } from "./routes/flaky.js";
import { homeworkRoutes } from "./routes/homework.js";
import { inspectRoutes } from "./routes/inspect.js";
import { limitedRoutes } from "./routes/limited.js";
import { plannedRoutes } from "./routes/planned.js";
import { redirectRoutes } from "./routes/redirects.js";
import { responseHeaderRoutes } from "./routes/response-headers.js";
import { robotsRoutes } from "./routes/robots.js";
import { statusRoutes, unstableRoutes } from "./routes/status.js";
import type { RunRecords } from "./run-records.js";

/**
 * All pages of the practice API; `/docs` lists them.
 *
 * @param serverFactory makes the server that they are on
 * @param records of the runs: some pages depend on what a run has been answered
 * @param homework the homework runs that were opened
 * @param planned the pages that a program in this process plans
 * @param options.onlyHomework leaves out the pages that grading does not need, and that could be used to disturb it
 * @param options.docs adds the pages that describe the others
 */
export async function makeApp(
  serverFactory: FastifyServerFactory,
  records: RunRecords,
  homework: HomeworkPlans,
  planned: PlannedPages,
  { onlyHomework, docs }: { readonly onlyHomework: boolean; readonly docs: boolean },
): Promise<FastifyInstance> {
  const app = fastify({
    serverFactory,
    bodyLimit: maxBytes,
    frameworkErrors: answerError,
    clientErrorHandler: answerMalformed,
    // As long as a request may be: a page says itself what is too long for it.
    routerOptions: { maxParamLength: 16 * 1024 },
    // A country's page that has lasted long enough to be timed must not be cut by a connection kept for the next.
    keepAliveTimeout: 72_000,
    forceCloseConnections: true,
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
  app.setErrorHandler(answerError);
  app.setValidatorCompiler(compileParameterReader);
  answerOtherMethods(app);

  // First, since it looks at the routes that come after it.
  if (!onlyHomework && docs) await addDocs(app);
  if (!onlyHomework) {
    addOtherPages(app, records);
    plannedRoutes(app, planned);
  }
  robotsRoutes(app);
  homeworkRoutes(app, homework);
  await app.ready();
  return app;
}

async function addDocs(app: FastifyInstance): Promise<void> {
  // Loaded here: they take longer than all the rest.
  const { default: fastifySwagger } = await import("@fastify/swagger");
  const { default: fastifySwaggerUi } = await import("@fastify/swagger-ui");
  await app.register(fastifySwagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "async-lab practice API",
        version: readVersion(),
        description: [
          "A slow, flaky web API to practise on, with httpbin's paths and meanings.",
          "Under `/r/<run>/…` the same pages are observed: the server writes down what a run asks for.",
          `The table of countries comes from [world-countries](${countriesLicence.source}) and is made available`,
          `under the [${countriesLicence.licence}](${countriesLicence.licenceUrl}).`,
        ].join("\n"),
      },
      servers: [{ url: "/" }],
    },
  });
  await app.register(fastifySwaggerUi, { routePrefix: "/docs" });
  app.get("/openapi.json", { schema: { hide: true } }, () => app.swagger());
  app.get("/", { schema: { hide: true } }, (_request, reply) => reply.redirect("/docs"));
}

function addOtherPages(app: FastifyInstance, records: RunRecords): void {
  for (const routes of [
    countryRoutes,
    delayRoutes,
    statusRoutes,
    unstableRoutes,
    dripRoutes,
    dataRoutes,
    inspectRoutes,
    responseHeaderRoutes,
    redirectRoutes,
    cookieRoutes,
    authRoutes,
    limitedRoutes,
    flakyRoutes,
    brokenRoutes,
  ]) {
    routes(app, records);
  }
}

function readVersion(): string {
  // One folder up from both `src` and `dist`.
  const file = join(import.meta.dirname, "..", "package.json");
  const { version } = JSON.parse(readFileSync(file, "utf8")) as { version: string };
  return version;
}

/** Fastify's own errors in the words of this API; `undefined` for the rest. */
const inOwnWords: Readonly<Record<string, (path: string) => string>> = {
  FST_ERR_BAD_URL: (path) =>
    `the path ${path} has a \`%\` without the two hex digits of a UTF-8 byte after it`,
  FST_ERR_CTP_BODY_TOO_LARGE: () => `the body must have at most ${maxBytes} bytes`,
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: () => "the body is not as long as its content-length says",
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () => "the content-type must be a media type, such as application/json",
  FST_ERR_ROUTE_MISSING_CONTENT_TYPE: () => "the content-type is missing: a QUERY needs one",
};

/** Answers an error in the API's own form, whether a page threw it or Fastify did. */
function answerError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const { statusCode, code, message } = error;
  const status = statusCode !== undefined && statusCode >= 400 && statusCode <= 599 ? statusCode : 500;
  const [path = ""] = request.url.split("?");
  const told = inOwnWords[code]?.(shorten(path)) ?? message;
  void reply.code(status).type("application/json; charset=utf-8").send(errorBody(status, told));
}
