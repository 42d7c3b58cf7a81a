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
      hint: "Primero empezá todos los pedidos, guardá las promesas, y recién entonces esperalas. Un límite, un pool con pocas conexiones o grupos de tamaño fijo retienen pedidos.",
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
      seen: `La página ${seen.nth} salió ${seen.lateMs} ms más tarde de lo posible; para entonces ya habían terminado ${seen.over} de ${plural(seen.count, "pedido")}.`,
      hint: "Algo espera más de una página antes de hacer `yield`: `Promise.all` las espera todas; o espera la próxima aunque ya haya una.",
    }),
    "yields-no-page": (seen): Told => ({
      rule: "Lo que sale del generador son países.",
      seen: `El valor del \`yield\` número ${seen.nth} es ${seen.got}.`,
      hint: "Entregá el país ya interpretado: en el objeto que gana la carrera es una de sus partes, como en `yield first.country`; en una respuesta es lo que da `.json()`.",
    }),
    "yielded-twice": (seen): Told => ({
      rule: "Cada página sale una sola vez.",
      seen: `${seen.code} salió ${seen.times} veces.`,
      hint: "Una promesa que ganó la carrera ganaría también la siguiente: sacala de las pendientes.",
    }),
    "ended-early": (seen): Told => ({
      rule: "El generador termina cuando salieron todas las páginas.",
      seen: `Terminó después de ${seen.got} de ${plural(seen.count, "página")}, con ${plural(seen.over, "pedido")} ya ${seen.over === 1 ? "terminado" : "terminados"}.`,
      hint: "¿El bucle sigue mientras queda una página pendiente, y en cada vuelta espera una y la entrega con `yield`?",
    }),
    "lost-while-busy": (seen): Told => ({
      rule: "Una página que llega mientras se está usando la anterior no se pierde.",
      seen: `Con un bucle que estuvo ocupado ${seen.busyMs} ms después de cada página, salieron ${seen.got} de ${plural(seen.count, "página")}.`,
      hint: "Pueden llegar varias páginas antes de que se pida la próxima: un evento, o un `resolve`, que ocurre cuando nadie espera se pierde. Guardá las promesas, o una cola de páginas.",
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
