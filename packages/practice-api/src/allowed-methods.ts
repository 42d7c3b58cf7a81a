import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { errorBody } from "./errors.js";

/**
 * Answers what no page does: `OPTIONS` with the methods that the page has, 405 where it has not the one that was asked
 * for, and else 404. To be called before the pages are added.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-15.5.6
 */
export function answerOtherMethods(app: FastifyInstance): void {
  const methodsByPage = new Map<string, Set<string>>();
  app.addHook("onRoute", ({ url, method }) => {
    const methods = methodsByPage.get(url) ?? new Set<string>();
    methodsByPage.set(url, methods);
    for (const one of [method].flat()) methods.add(one);
  });
  app.setNotFoundHandler((request, reply) => {
    const [path = "/"] = request.url.split("?");
    const methods = new Set(
      Array.from(methodsByPage)
        .filter(([page]) => path === "*" || toPattern(page).test(decodeURI(path)))
        .flatMap(([, ofPage]) => [...ofPage]),
    );
    // A page that is there and answers this method has found nothing itself.
    if (methods.size === 0 || methods.has(request.method)) return answerNothing(request, reply, path);
    // A page's router may tell of the HEAD that it adds, and not of the GET.
    if (methods.has("HEAD")) methods.add("GET");
    return answerMethod(request, reply, [...methods.add("OPTIONS")].sort().join(", "));
  });
}

function answerMethod({ method }: FastifyRequest, reply: FastifyReply, allowed: string): FastifyReply {
  void reply.header("allow", allowed);
  if (method === "OPTIONS") return reply.send();
  return reply.code(405).send(errorBody(405, `this page answers ${allowed}, not ${method}`));
}

function answerNothing({ method }: FastifyRequest, reply: FastifyReply, path: string): FastifyReply {
  return reply.code(404).send(errorBody(404, `no page answers ${method} ${path}: /docs lists them`));
}

/** `/delay/:seconds` and `/anything/*` as the router reads them. */
function toPattern(page: string): RegExp {
  const parts = page.split("/").map((part) => {
    if (part === "*") return ".*";
    return part.startsWith(":") ? "[^/]*" : RegExp.escape(part);
  });
  return new RegExp(`^${parts.join("/")}$`, "s");
}
