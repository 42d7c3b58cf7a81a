import type { lesson04 as en } from "../en/lesson-04.js";
import type { Told } from "../told.js";
import { plural } from "../words.js";

export const lesson04: typeof en = {
  right: {
    "04-retry": (seen) =>
      `${seen.attempts} intentos a una página que no deja de fallar, con esperas de ${seen.waits} ms entre uno y otro; Retry-After se respetó en sus dos formas, y a una página que no existe se la pidió una sola vez.`,
  },
  rules: {
    "gave-up-early": (seen): Told => ({
      rule: `A una página que falla por un rato se le dan hasta ${seen.most} intentos.`,
      seen: `El servidor vio ${plural(seen.attempts, "intento")} en ${seen.path}, y la función falló con ${seen.error}.`,
      hint: seen.uncaught
        ? "¿Hay un `await` después del `return`? Sin él la falla llega cuando la función ya salió del `try`, y el `catch` no la ve. Si está, mirá tu condición: un 5xx y un 429 merecen otro intento."
        : "Un 5xx, un 429 y una conexión que se corta sin ninguna respuesta pueden salir bien la próxima vez; fijate que la última no tiene status.",
    }),
    "sixth-attempt": (seen): Told => ({
      rule: `Después de ${seen.most} intentos la función se rinde, y su promesa se rechaza.`,
      seen: `El servidor vio ${plural(seen.attempts, "intento")} en ${seen.path}.`,
      hint: "El primer pedido también es un intento: cinco intentos son cuatro reintentos.",
    }),
    "not-the-page": (seen): Told => ({
      rule: "La función devuelve lo que contiene la página: su JSON, ya interpretado.",
      seen: `Para ${seen.path} el servidor terminó mandando ${seen.expected}; la función devolvió ${seen.got}.`,
      hint: "¿Se devuelve el cuerpo interpretado del intento que salió bien, y se lo espera con await adentro del `try`?",
    }),
    "waits-not-growing": (seen): Told => ({
      rule: "Cada espera dura el doble que la anterior, y la primera dura un `second`.",
      seen: `Con un \`second\` de ${seen.second} ms las esperas fueron de ${seen.waits} ms; tenían que ser de ${seen.wanted} ms por lo menos.`,
      hint: "Antes de los intentos 2, 3, 4 y 5 van 1, 2, 4 y 8 segundos: potencias de dos. El jitter solamente les suma.",
    }),
    "waits-too-long": (seen): Told => ({
      rule: "Las esperas se cuentan en `second`, y el jitter no alarga ninguna a más del doble.",
      seen: `Con un \`second\` de ${seen.second} ms, la espera número ${seen.nth} llevó ${seen.waited} ms en lugar de ${seen.wanted}.`,
      hint: "Tomá la unidad del parámetro `second`. Si dejás que got reintente, espera con su propio reloj, en segundos de verdad: apagalo.",
    }),
    "retry-after-ignored": (seen): Told => ({
      rule: "Cuando el servidor dice con Retry-After cuánto esperar, el próximo intento no llega antes.",
      seen: `Dijo ${seen.form === "date" ? "con una fecha que faltaba al menos 1 s" : "1 segundo"}; el intento siguiente llegó a los ${seen.waited} ms.`,
      hint: "El encabezado tiene dos formas: segundos (de verdad), o una fecha. con una fecha `Number(…)` no da ningún número; `Date.parse(…)` la lee.",
    }),
    "retried-in-vain": (seen): Told => ({
      rule: "Lo que no se va a arreglar solo no se vuelve a intentar: con un 404 la función falla enseguida.",
      seen: `El servidor vio ${plural(seen.attempts, "intento")} en ${seen.path}.`,
      hint: "Antes de esperar, mirá el status: ¿con cuáles vale la pena otro intento?",
    }),
  },
};
