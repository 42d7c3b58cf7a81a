import type { lesson02 as en } from "../en/lesson-02.js";
import type { Told } from "../told.js";
import { plural } from "../words.js";

export const lesson02: typeof en = {
  right: {
    "02-all": (seen) =>
      `Los ${seen.count} pedidos estuvieron en vuelo a la vez, y las páginas están en el orden de las URL aunque llegaron en otro.`,
    "02-as-completed": (seen) =>
      `Los ${seen.count} pedidos estuvieron en vuelo a la vez, y cada página salió apenas llegó.`,
    "02-settled": (seen) =>
      `${seen.pages} páginas y ${seen.failures} fallas, cada una con su URL y su motivo: no se perdió nada.`,
  },
  rules: {
    "all-at-once": (seen): Told => ({
      rule: "Todos los pedidos están en vuelo (in flight) a la vez.",
      seen: `De ${plural(seen.count, "pedido")}, el servidor vio como mucho ${seen.maxInFlight} en vuelo a la vez.`,
      hint: "Primero empezá todos los pedidos, guardá las promesas, y recién entonces esperalas.",
    }),
    "not-iterable": (seen): Told => ({
      rule: "La función devuelve algo que `for await` puede recorrer.",
      seen: `Devolvió ${seen.got}.`,
      hint: "Escribila como `async function*` y entregá cada página con `yield`.",
    }),
    "arrival-order": (seen): Told => ({
      rule: "Las páginas salen en el orden en que llegan.",
      seen: `El servidor respondió ${seen.expected}; las páginas salieron ${seen.got}.`,
      hint: "Si esperás las promesas una tras otra obtenés el orden de las URL; ¿cuál de las pendientes se resuelve primero? `Promise.race` lo dice.",
    }),
    "as-they-arrive": (seen): Told => ({
      rule: "Cada página sale apenas llega.",
      seen: `Cuando salió la página ${seen.nth}, ya se habían respondido ${seen.answered} de ${plural(seen.count, "pedido")}.`,
      hint: "Algo espera varias páginas antes de hacer `yield`; `Promise.all` las espera todas.",
    }),
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
    "other-failures": (seen): Told => ({
      rule: "`failures` nombra una vez cada URL que falló, tal como estaba en la lista.",
      seen: `Contiene además ${seen.got}.`,
      hint: "`allSettled` conserva el orden de las URL: el resultado en un índice es el de la URL en ese índice.",
    }),
    "no-reason": (seen): Told => ({
      rule: "Cada falla dice por qué: `reason` es un texto que no está vacío.",
      seen: `El motivo de ${seen.url} es ${seen.got}.`,
      hint: "De un error, su `message`; de una respuesta que no está bien, su status.",
    }),
    "lost-pages": (seen): Told => ({
      rule: "Cada página que mandó el servidor está en `pages`.",
      seen: `Llegaron ${plural(seen.count, "página")} y quedaron ${seen.got}; falta ${seen.url}.`,
      hint: "Una falla no debe terminar el bucle, ni tirar lo que había llegado antes.",
    }),
  },
};
