import { defineMessages, plural, type Told, was } from "async-lab/exercise";

const en = {
  right: (seen: { count: number; maxInFlight: number }) =>
    `${seen.count} pages in the order of the URLs, with ${seen.maxInFlight} requests in flight and never more; a slow page held up its own slot alone, and a page that failed gave its slot back.`,
  rules: {
    "too-many-in-flight": (seen: { maxInFlight: number; most: number; count: number }): Told => ({
      rule: `Never more than ${seen.most} requests are in flight.`,
      seen: `Of ${plural(seen.count, "request")}, the server saw ${seen.maxInFlight} in flight at once.`,
      hint: "One limiter for the whole list, and the request starts inside it: `limit(() => fetchCountry(url))`.",
    }),
    "too-few-in-flight": (seen: { maxInFlight: number; most: number; count: number }): Told => ({
      rule: "All the slots are used while there are pages left.",
      seen: `With ${plural(seen.count, "URL")} there could be ${plural(seen.most, "request")} in flight; the server never saw more than ${seen.maxInFlight}.`,
      hint:
        seen.maxInFlight === 1
          ? "Hand all the pages to the limiter first, and wait afterwards; an `await` in the loop lets it have one at a time."
          : "Count the slots, and see that each is given back in a `finally`: one that a failed page keeps is missing in every later call.",
    }),
    "slots-left-empty": (seen: {
      fromMs: number;
      forMs: number;
      left: number;
      count: number;
      inLists: boolean;
    }): Told => ({
      rule: "A slot that is free takes the next page at once.",
      seen: `From ${seen.fromMs} ms on, a slot stood empty for ${seen.forMs} ms, while ${seen.left} of ${plural(seen.count, "page")} ${was(seen.left)} still to be asked for.`,
      hint: seen.inLists
        ? "Lists of ten, one list after another, wait for the slowest page of each; a limiter does not."
        : "One limiter of ten for the whole list, which starts the next page whenever any page arrives, whichever it is.",
    }),
    "slots-lost-after-error": (seen: { failed: number; maxInFlight: number; most: number }): Told => ({
      rule: "A slot is free again whether its page has come or failed.",
      seen: `After a list in which ${plural(seen.failed, "page")} failed, the server saw at most ${seen.maxInFlight} in flight, where there had been ${seen.most} before.`,
      hint: "Give the slot back in a `finally`, which also runs where the page fails.",
    }),
  },
};

const es: typeof en = {
  right: (seen) =>
    `${seen.count} páginas en el orden de las URL, con ${seen.maxInFlight} pedidos en vuelo y nunca más; una página lenta retuvo su propio lugar y ningún otro, y una que falló devolvió el suyo.`,
  rules: {
    "too-many-in-flight": (seen): Told => ({
      rule: `Nunca hay más de ${seen.most} pedidos en vuelo (in flight).`,
      seen: `De ${plural(seen.count, "pedido")}, el servidor vio ${seen.maxInFlight} en vuelo a la vez.`,
      hint: "Un solo limitador para toda la lista, y el pedido empieza adentro: `limit(() => fetchCountry(url))`.",
    }),
    "too-few-in-flight": (seen): Told => ({
      rule: "Mientras quedan páginas se usan todos los lugares.",
      seen: `Con ${plural(seen.count, "URL", "URL")} podía haber ${plural(seen.most, "pedido")} en vuelo; el servidor nunca vio más de ${seen.maxInFlight}.`,
      hint:
        seen.maxInFlight === 1
          ? "Primero dale todas las páginas al limitador, y esperá después; un `await` en el bucle se las da de a una."
          : "Contá los lugares, y fijate que cada uno se devuelva en un `finally`: el que se queda una página que falló falta en todas las llamadas siguientes.",
    }),
    "slots-left-empty": (seen): Told => ({
      rule: "Un lugar que queda libre toma enseguida la página siguiente.",
      seen: `A partir de los ${seen.fromMs} ms un lugar estuvo vacío ${seen.forMs} ms, cuando todavía faltaba pedir ${seen.left} de ${plural(seen.count, "página")}.`,
      hint: seen.inLists
        ? "Las tandas de diez, una detrás de otra, esperan a la página más lenta de cada una; un limitador no."
        : "Un solo limitador de diez para toda la lista, que empieza con la página siguiente apenas llega alguna, sea cual sea.",
    }),
    "slots-lost-after-error": (seen): Told => ({
      rule: "Un lugar vuelve a estar libre tanto si su página llegó como si falló.",
      seen: `Después de una lista en la que ${seen.failed === 1 ? "falló" : "fallaron"} ${plural(seen.failed, "página")}, el servidor vio como mucho ${seen.maxInFlight} en vuelo, donde antes había ${seen.most}.`,
      hint: "Devolvé el lugar en un `finally`, que corre también cuando la página falla.",
    }),
  },
};

/** What `check("03-limit", …)` tells, and what makes the violation of a rule. */
export const { messages, violation } = defineMessages({ en, es });
