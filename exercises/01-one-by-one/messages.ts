import { defineMessages, plural, type Told } from "async-lab/exercise";

const en = {
  right: (seen: { count: number }) =>
    `${seen.count} pages in the order of the URLs, and never more than one request in flight.`,
  rules: {
    "one-at-a-time": (seen: { maxInFlight: number; count: number }): Told => ({
      rule: "Never more than one request is in flight.",
      seen: `Of ${plural(seen.count, "request")}, the server saw ${seen.maxInFlight} in flight at once.`,
      hint: "Await each page inside the loop before the next request starts; `map` starts all of them.",
    }),
    "requests-in-order": (seen: { expected: string; got: string }): Told => ({
      rule: "The requests are made in the order of the URLs.",
      seen: `The URLs were ${seen.expected}; the server was asked for ${seen.got}.`,
      hint: "Go through the list from its first element to its last.",
    }),
  },
};

const es: typeof en = {
  right: (seen) => `${seen.count} páginas en el orden de las URL, y nunca más de un pedido en vuelo.`,
  rules: {
    "one-at-a-time": (seen): Told => ({
      rule: "Nunca hay más de un pedido en vuelo (in flight).",
      seen: `De ${plural(seen.count, "pedido")}, el servidor vio ${seen.maxInFlight} en vuelo a la vez.`,
      hint: "Esperá cada página con await dentro del bucle antes de empezar el pedido siguiente; `map` los empieza todos.",
    }),
    "requests-in-order": (seen): Told => ({
      rule: "Los pedidos se hacen en el orden de las URL.",
      seen: `Las URL eran ${seen.expected}; al servidor se le pidió ${seen.got}.`,
      hint: "Recorré la lista desde el primer elemento hasta el último.",
    }),
  },
};

/** What `check("01-one-by-one", …)` tells, and what makes the violation of a rule. */
export const { messages, violation } = defineMessages({ en, es });
