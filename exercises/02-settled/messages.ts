import { defineMessages, plural, type Told, was } from "async-lab/exercise";

const en = {
  right: (seen: { pages: number; failures: number }) =>
    `${seen.pages} pages and ${seen.failures} failures, each with its URL and its reason: nothing was lost.`,
  rules: {
    "not-pages-and-failures": (seen: { got: string }): Told => ({
      rule: "The function gives back an object with two arrays: `{ pages, failures }`.",
      seen: `It gave back ${seen.got}.`,
      hint: "Collect both arrays, then `return { pages, failures };`.",
    }),
    rejected: (seen: { error: string; failing: number; count: number }): Told => ({
      rule: "A URL that fails does not take the others with it.",
      seen: `${seen.failing} of ${plural(seen.count, "URL")} failed, and the whole promise was rejected with ${seen.error}.`,
      hint: "`Promise.allSettled` waits for all and never rejects; or catch the error of each request by itself.",
    }),
    "failure-as-page": (seen: { url: string; got: string }): Told => ({
      rule: "A URL that fails is a failure, not a page.",
      seen: `Among the pages there is ${seen.got}, from a list with ${seen.url}.`,
      hint: "fetch does not throw for a 404 or a 503: look at `response.ok` (got throws by itself).",
    }),
    "lost-failures": (seen: { url: string; got: number; count: number }): Told => ({
      rule: "Every URL that fails is in `failures`.",
      seen: `${plural(seen.count, "URL")} failed, ${seen.got} ${was(seen.got)} reported; ${seen.url} is missing.`,
      hint: "What fails without a response (no connection) and what fails with one (404, 503) both count.",
    }),
    "failure-shape": (seen: { got: string }): Told => ({
      rule: "Each failure is an object with two texts: `{ url, reason }`.",
      seen: `Among the failures there is ${seen.got}.`,
      hint: "Write `failures.push({ url: urls[index], reason: String(outcome.reason) })`: address and reason stay apart, and the reader need not take a text to pieces.",
    }),
    "other-failures": (seen: { got: string }): Told => ({
      rule: "`failures` names the URLs that failed, as they were in the list, and no others.",
      seen: `It also holds ${seen.got}.`,
      hint: "`allSettled` keeps the order of the URLs: the outcome at an index belongs to the URL at that index, as long as no list is filtered before.",
    }),
    "failure-twice": (seen: { url: string }): Told => ({
      rule: "`failures` names each URL that failed once.",
      seen: `${seen.url} is there more than once.`,
      hint: "Is the failure added in two places, a `catch` and a loop after it, or once for each attempt?",
    }),
    "left-over-failure": (seen: { url: string }): Told => ({
      rule: "Each call begins afresh.",
      seen: `Among the failures of a later call there is ${seen.url}, of an earlier one.`,
      hint: "A list that is made outside of the function is the same one in every call: make it inside.",
    }),
    "no-reason": (seen: { url: string; kind: string; got: string }): Told => ({
      rule: "Each failure says what happened: its status where there was an answer, else what the error says, as a text.",
      seen: `For ${seen.url} (${seen.kind}) the reason is ${seen.got}.`,
      hint: "For a response that is not ok, put its status in; `String(error)` keeps what an error says. One text for all of them says nothing, nor does `JSON.stringify` of an error, which is `{}`.",
    }),
    "reason-no-text": (seen: { url: string; got: string }): Told => ({
      rule: "Each failure says what happened, as a text.",
      seen: `For ${seen.url} the reason is ${seen.got}, which is not a text.`,
      hint: "`String(error)` makes a text of an error, with its name and its message.",
    }),
    "lost-pages": (seen: { url: string; got: number; count: number }): Told => ({
      rule: "Every page that the server sent is in `pages`.",
      seen: `${plural(seen.count, "page")} arrived, ${seen.got} ${was(seen.got)} kept; ${seen.url} is missing.`,
      hint: "A failure must not end the loop, nor throw away what had arrived before it.",
    }),
  },
};

const es: typeof en = {
  right: (seen) =>
    `${seen.pages} páginas y ${seen.failures} fallas, cada una con su URL y su motivo: no se perdió nada.`,
  rules: {
    "not-pages-and-failures": (seen): Told => ({
      rule: "La función devuelve un objeto con dos arrays: `{ pages, failures }`.",
      seen: `Devolvió ${seen.got}.`,
      hint: "Juntá los dos arrays y después `return { pages, failures };`.",
    }),
    rejected: (seen): Told => ({
      rule: "Una URL que falla no arrastra a las demás.",
      seen: `Fallaron ${seen.failing} de ${plural(seen.count, "URL", "URL")}, y toda la promesa fue rechazada (rejected) con ${seen.error}.`,
      hint: "`Promise.allSettled` espera todas y nunca rechaza; o atrapá el error de cada pedido por separado.",
    }),
    "failure-as-page": (seen): Told => ({
      rule: "Una URL que falla es una falla, no una página.",
      seen: `Entre las páginas está ${seen.got}, de una lista que incluye ${seen.url}.`,
      hint: "fetch no lanza un error ante un 404 o un 503: mirá `response.ok` (got lo lanza solo).",
    }),
    "lost-failures": (seen): Told => ({
      rule: "Cada URL que falla está en `failures`.",
      seen: `${seen.count === 1 ? "Falló" : "Fallaron"} ${plural(seen.count, "URL", "URL")} y se informaron ${seen.got}; falta ${seen.url}.`,
      hint: "Cuenta lo que falla sin respuesta (no hay conexión) y también lo que falla con una (404, 503).",
    }),
    "failure-shape": (seen): Told => ({
      rule: "Cada falla es un objeto con dos textos: `{ url, reason }`.",
      seen: `Entre las fallas está ${seen.got}.`,
      hint: "Escribí `failures.push({ url: urls[index], reason: String(outcome.reason) })`: la dirección y el motivo quedan separados, y quien los lee no tiene que desarmar un texto.",
    }),
    "other-failures": (seen): Told => ({
      rule: "`failures` nombra las URL que fallaron, tal como estaban en la lista, y ninguna otra.",
      seen: `Contiene además ${seen.got}.`,
      hint: "`allSettled` conserva el orden de las URL: el resultado en un índice es el de la URL en ese índice, siempre que antes no se filtre ninguna lista.",
    }),
    "failure-twice": (seen): Told => ({
      rule: "`failures` nombra una sola vez cada URL que falló.",
      seen: `${seen.url} está más de una vez.`,
      hint: "¿La falla se agrega en dos lugares, un `catch` y un bucle posterior, o una vez por cada intento?",
    }),
    "left-over-failure": (seen): Told => ({
      rule: "Cada llamada empieza de cero.",
      seen: `Entre las fallas de una llamada posterior está ${seen.url}, de una anterior.`,
      hint: "Una lista creada afuera de la función es la misma en todas las llamadas: creala adentro.",
    }),
    "no-reason": (seen): Told => ({
      rule: "Cada falla dice qué pasó: su status si hubo una respuesta, y si no lo que dice el error, como texto.",
      seen: `Para ${seen.url} (${seen.kind}) el motivo es ${seen.got}.`,
      hint: "De una respuesta que no está bien, incluí su status; `String(error)` conserva lo que dice un error. Un mismo texto para todas no dice nada, y `JSON.stringify` de un error tampoco: da `{}`.",
    }),
    "reason-no-text": (seen): Told => ({
      rule: "Cada falla dice qué pasó, como texto.",
      seen: `Para ${seen.url} el motivo es ${seen.got}, que no es un texto.`,
      hint: "`String(error)` hace un texto de un error, con su nombre y su mensaje.",
    }),
    "lost-pages": (seen): Told => ({
      rule: "Cada página que mandó el servidor está en `pages`.",
      seen: `Llegaron ${plural(seen.count, "página")} y quedaron ${seen.got}; falta ${seen.url}.`,
      hint: "Una falla no debe terminar el bucle, ni tirar lo que había llegado antes.",
    }),
  },
};

/** What `check("02-settled", …)` tells, and what makes the violation of a rule. */
export const { messages, violation } = defineMessages({ en, es });
