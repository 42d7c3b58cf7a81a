import { defineMessages, plural, type Told, was } from "async-lab/exercise";

const en = {
  right: (seen: { count: number; opened: number }) =>
    `${seen.count} pages over ${plural(seen.opened, "connection")}, and none is left open: not even after an error.`,
  rules: {
    "left-open": (seen: { open: number; opened: number; count: number }): Told => ({
      rule: "What the function opens, it closes before it ends.",
      seen: `For ${plural(seen.count, "page")} the server saw ${plural(seen.opened, "connection")}, and ${seen.open} ${was(seen.open)} still open when the function had ended.`,
      hint: "An agent keeps its connections for the next request: make your own, and `await agent.close()` before you return; a timer, or a short `keepAliveTimeout`, comes later. The one behind `fetch` and `got` is not yours to close.",
    }),
    "left-open-after-error": (seen: { open: number }): Told => ({
      rule: "The connections are closed also when a page fails.",
      seen: `A page could not be had, and ${plural(seen.open, "connection")} ${was(seen.open)} open when the function had ended with its error.`,
      hint: "Put the work into `try { … }` and the closing into `finally { … }`: it runs in both cases.",
    }),
    "closing-not-awaited": (seen: { count: number }): Told => ({
      rule: "The function ends only when its connections are closed.",
      seen: `It had got its ${plural(seen.count, "page")} and ended while its agent was still closing.`,
      hint: "`close` and `destroy` return a promise: `await` it, also inside `finally`. With a callback they return none, and nobody waits.",
    }),
    "global-dispatcher": (seen: { count: number }): Told => ({
      rule: "The agent is the function's own, and nobody else's.",
      seen: `For ${plural(seen.count, "page")}, it put its agent behind every \`fetch\` and \`request\` of the whole notebook; once that is closed, all of them fail. The check has undone it.`,
      hint: "Without `setGlobalDispatcher`: give the agent to each request, `request(url, { dispatcher: agent })`.",
    }),
    "closed-for-good": (seen: { error: string }): Told => ({
      rule: "The function can be called more than once.",
      seen: `Its agent was closed by the first call, and the next one failed with "${seen.error}".`,
      hint: "Make the agent inside the function, so that each call has its own.",
    }),
    "not-reused": (seen: { opened: number; count: number }): Told => ({
      rule: "The pages share connections.",
      seen: `For ${plural(seen.count, "page")} the server saw ${plural(seen.opened, "connection")}.`,
      hint: "One agent for all pages, made before the loop, keeps its connection alive from one request to the next. All at once, give it fewer `connections` than there are pages.",
    }),
  },
};

const es: typeof en = {
  right: (seen) =>
    `${seen.count} páginas por ${plural(seen.opened, "conexión", "conexiones")}, y no quedó ninguna abierta: ni siquiera después de un error.`,
  rules: {
    "left-open": (seen): Told => ({
      rule: "Lo que la función abre, lo cierra antes de terminar.",
      seen: `Para ${plural(seen.count, "página")} el servidor vio ${plural(seen.opened, "conexión", "conexiones")}, y ${seen.open} ${seen.open === 1 ? "seguía abierta" : "seguían abiertas"} cuando la función ya había terminado.`,
      hint: "Un agente guarda sus conexiones para el próximo pedido: creá el tuyo y hacé `await agent.close()` antes de volver; un temporizador, o un `keepAliveTimeout` corto, llega después. El que está detrás de `fetch` y de `got` no te toca cerrarlo a vos.",
    }),
    "left-open-after-error": (seen): Told => ({
      rule: "Las conexiones se cierran también cuando falla una página.",
      seen: `Una página no se pudo traer, y cuando la función terminó con su error ${seen.open === 1 ? "quedaba" : "quedaban"} ${plural(seen.open, "conexión abierta", "conexiones abiertas")}.`,
      hint: "Poné el trabajo en `try { … }` y el cierre en `finally { … }`: corre en los dos casos.",
    }),
    "closing-not-awaited": (seen): Told => ({
      rule: "La función termina recién cuando sus conexiones están cerradas.",
      seen: `Ya tenía ${seen.count === 1 ? "su página" : `sus ${seen.count} páginas`} y terminó mientras su agente todavía estaba cerrando.`,
      hint: "`close` y `destroy` devuelven una promesa: esperala con `await`, también adentro del `finally`. Con un callback no devuelven ninguna, y nadie espera.",
    }),
    "global-dispatcher": (seen): Told => ({
      rule: "El agente es de la función, y de nadie más.",
      seen: `Para ${plural(seen.count, "página")}, puso su agente detrás de todos los \`fetch\` y \`request\` del notebook; una vez cerrado, fallan todos. La verificación lo deshizo.`,
      hint: "Sin `setGlobalDispatcher`: dale el agente a cada pedido, `request(url, { dispatcher: agent })`.",
    }),
    "closed-for-good": (seen): Told => ({
      rule: "La función se puede llamar más de una vez.",
      seen: `La primera llamada cerró su agente, y la siguiente falló con "${seen.error}".`,
      hint: "Creá el agente adentro de la función, así cada llamada tiene el suyo.",
    }),
    "not-reused": (seen): Told => ({
      rule: "Las páginas comparten conexiones.",
      seen: `Para ${plural(seen.count, "página")} el servidor vio ${plural(seen.opened, "conexión", "conexiones")}.`,
      hint: "Un solo agente para todas las páginas, creado antes del ciclo, mantiene viva su conexión de un pedido al siguiente. Si pedís todo a la vez, dale menos `connections` que páginas hay.",
    }),
  },
};

/** What `check("06-close", …)` tells, and what makes the violation of a rule. */
export const { messages, violation } = defineMessages({ en, es });
