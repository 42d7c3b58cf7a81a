import type { FastifyInstance } from "fastify";
import { errorBody, quote } from "../errors.js";
import { allMethods } from "../limits.js";

/** `/basic-auth/:user/:password`: a page behind a login, by the header `Authorization`. */
export function authRoutes(app: FastifyInstance): void {
  app.route<{ Params: { user: string; password: string } }>({
    method: allMethods,
    url: "/basic-auth/:user/:password",
    schema: {
      tags: ["auth"],
      summary:
        "Status 401 unless the request logs in as this user, with this password, by basic authentication.",
    },
    handler: (request, reply) => {
      const { user, password } = request.params;
      const given = readLogin(request.headers.authorization ?? "");
      if (given === `${user}:${password}`) return reply.send({ authenticated: true, user });
      return reply
        .code(401)
        .header("www-authenticate", 'Basic realm="practice API"')
        .send({
          ...errorBody(401, `this page is for ${quote(user)} alone, with the password in its path`),
          authenticated: false,
        });
    },
  });
}

/** `user:password`; empty without a login. */
function readLogin(authorization: string): string {
  const [, encoded = ""] = /^basic +([\w+/=-]+)$/i.exec(authorization.trim()) ?? [];
  return Buffer.from(encoded, "base64").toString();
}
