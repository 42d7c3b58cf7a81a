import type { FastifyInstance } from "fastify";

/** A run's pages lie under `/r/<run>`, so what is closed is closed there as well. */
const rules = ["User-agent: *", "Disallow: /deny", "Disallow: /r/*/deny", ""].join("\n");

/**
 * `/robots.txt`, and `/deny`, the page that it asks robots to leave alone.
 * @see https://www.rfc-editor.org/rfc/rfc9309
 */
export function robotsRoutes(app: FastifyInstance): void {
  const tags = ["robots"];
  app.get(
    "/robots.txt",
    { schema: { tags, summary: "What robots are asked to leave alone." } },
    (_request, reply) => reply.type("text/plain; charset=utf-8").send(rules),
  );
  app.get("/deny", { schema: { tags, summary: "The page that /robots.txt closes." } }, (_request, reply) =>
    reply.type("text/plain; charset=utf-8").send("robots.txt asks you to leave this page alone.\n"),
  );
}
