import { defineMessages, plural, type Told, was } from "async-lab/exercise";

const en = {
  right: (seen: { count: number }) =>
    `All ${seen.count} pages were saved before the function returned, and a save that fails is heard of.`,
  rules: {
    "save-not-awaited": (seen: { saved: number; begun: number; count: number; ms: number }): Told => ({
      rule: "The function ends only when every page is saved.",
      seen: `It returned after ${seen.ms} ms: of ${plural(seen.count, "save")}, ${seen.begun} had begun and ${seen.saved} ${was(seen.saved)} done.`,
      hint: "`save` returns a promise, too: `await` it, or give it to `Promise.all`. A pause of some length does not know how long a save takes.",
    }),
    "saved-no-pages": (seen: { got: string; kind: "promise" | "response" | "other" }): Told => ({
      rule: "What is saved is a page: the JSON that the server sent, parsed.",
      seen: `\`save\` was given ${seen.got}.`,
      hint:
        seen.kind === "promise"
          ? "`fetchCountry` returns a promise; the page is there after an `await`: `save(await fetchCountry(url))`."
          : seen.kind === "response"
            ? "A response holds the page: parse its body first, as `fetchCountry` does."
            : "Give `save` the page itself: what `await fetchCountry(url)` gives you.",
    }),
    "saved-pages": (seen: { expected: string; got: string }): Told => ({
      rule: "Every page is saved once, as the server sent it.",
      seen: `The server sent ${seen.expected}; saved were ${seen.got}.`,
      hint: "Call `save` once for each page, with the page itself.",
    }),
    "wrong-count": (seen: { got: string; count: number }): Told => ({
      rule: "The function returns how many pages it saved.",
      seen: `It saved ${plural(seen.count, "page")} and returned ${seen.got}.`,
      hint: "Count after the `await`, and `return` when all of them are done.",
    }),
    "lost-save": (seen: { code: string; got: string }): Told => ({
      rule: "When a page cannot be saved, whoever called the function hears of it.",
      seen: `${seen.code} could not be saved, and the function returned ${seen.got} as if nothing had happened.`,
      hint: "The error of a promise comes out where it is awaited. Is there a `catch`, or an `allSettled`, that swallows it?",
    }),
    "other-save-error": (seen: { expected: string; got: string }): Told => ({
      rule: "When a page cannot be saved, the error of that save comes out of the function.",
      seen: `The save failed with "${seen.expected}"; out came "${seen.got}".`,
      hint: "Let the error pass, or give it to the one you throw: `new Error(…, { cause: error })`.",
    }),
  },
};

const es: typeof en = {
  right: (seen) =>
    `Las ${seen.count} páginas quedaron guardadas antes de que la función volviera, y si falla un guardado, se sabe.`,
  rules: {
    "save-not-awaited": (seen): Told => ({
      rule: "La función termina recién cuando todas las páginas están guardadas.",
      seen: `Volvió a los ${seen.ms} ms: de ${plural(seen.count, "guardado")}, ${seen.begun === 1 ? "había empezado 1" : `habían empezado ${seen.begun}`} y ${seen.saved === 1 ? "había terminado 1" : `habían terminado ${seen.saved}`}.`,
      hint: "`save` también devuelve una promesa: esperala con `await`, o dásela a `Promise.all`. Una pausa de cierto largo no sabe cuánto tarda un guardado.",
    }),
    "saved-no-pages": (seen): Told => ({
      rule: "Lo que se guarda es una página: el JSON que mandó el servidor, ya interpretado.",
      seen: `\`save\` recibió ${seen.got}.`,
      hint:
        seen.kind === "promise"
          ? "`fetchCountry` devuelve una promesa; la página está después de un `await`: `save(await fetchCountry(url))`."
          : seen.kind === "response"
            ? "La respuesta tiene la página adentro: primero interpretá su cuerpo, como hace `fetchCountry`."
            : "Dale a `save` la página misma: lo que te da `await fetchCountry(url)`.",
    }),
    "saved-pages": (seen): Told => ({
      rule: "Cada página se guarda una vez, tal como la mandó el servidor.",
      seen: `El servidor mandó ${seen.expected}; se guardaron ${seen.got}.`,
      hint: "Llamá a `save` una vez por página, con la página misma.",
    }),
    "wrong-count": (seen): Told => ({
      rule: "La función devuelve cuántas páginas guardó.",
      seen: `Guardó ${plural(seen.count, "página")} y devolvió ${seen.got}.`,
      hint: "Contá después del `await`, y hacé el `return` cuando estén todas.",
    }),
    "lost-save": (seen): Told => ({
      rule: "Si una página no se puede guardar, quien llamó a la función se entera.",
      seen: `${seen.code} no se pudo guardar, y la función devolvió ${seen.got} como si nada.`,
      hint: "El error de una promesa sale donde alguien la espera. ¿Hay un `catch`, o un `allSettled`, que se lo traga?",
    }),
    "other-save-error": (seen): Told => ({
      rule: "Si una página no se puede guardar, el error de ese guardado sale de la función.",
      seen: `El guardado falló con "${seen.expected}"; salió "${seen.got}".`,
      hint: "Dejá pasar el error, o dáselo al que lanzás vos: `new Error(…, { cause: error })`.",
    }),
  },
};

/** What `check("06-await", …)` tells, and what makes the violation of a rule. */
export const { messages, violation } = defineMessages({ en, es });
