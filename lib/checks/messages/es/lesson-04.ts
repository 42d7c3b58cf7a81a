import type { lesson04 as en } from "../en/lesson-04.js";
import type { Told } from "../told.js";
import { plural } from "../words.js";

const answered = (last: number | "reset"): string =>
  last === "reset" ? "cortó la conexión" : `contestó ${last}`;

/** What may have gone wrong with the waits, by slip. */
const waitHints: Readonly<Record<string, string>> = {
  late: "Se duplican, pero un paso antes de tiempo: la primera espera es de 1 segundo, o sea `2 ** 0`.",
  early: "Se duplican, pero un paso tarde: la primera espera es de 1 segundo, o sea `2 ** 0`.",
  during: "La espera empieza cuando el intento falló, no cuando arrancó.",
};

/** What may have gone wrong with `Retry-After`, by slip. */
const retryAfterHints: Readonly<Record<string, string>> = {
  status: "Esta forma del encabezado la leés, pero no con este status: puede venir con un 429 y con un 503.",
  form: "El encabezado tiene dos formas: segundos, o una fecha. Con una fecha `Number(…)` no da ningún número; `Date.parse(…)` la lee, y restándole `Date.now()` queda la espera.",
  unit: "El servidor no sabe nada de tu `second`: sus segundos son de verdad, de 1000 ms.",
  limit: "Lo leés, pero esperás menos: el tope de 30 es para tus esperas, no para lo que pide el servidor.",
};

export const lesson04: typeof en = {
  right: {
    "04-retry": (seen) =>
      `${seen.attempts} intentos a una página que no deja de fallar, con esperas de ${seen.waits} ms entre uno y otro${seen.isRandom ? ", más el jitter" : ""}; salió el error del último. Retry-After se respetó en sus dos formas, y lo que no va a cambiar se pidió una sola vez.`,
  },
  rules: {
    "gave-up-early": (seen): Told => ({
      rule: `A una página que falla por un rato se le dan hasta ${seen.most} intentos.`,
      seen: `El servidor vio ${plural(seen.attempts, "intento")} en ${seen.path} y en el último ${answered(seen.last)}; después la función falló con ${seen.error}.`,
      hint: seen.isUncaught
        ? "¿Hay un `await` después del `return`? Sin él la falla llega cuando la función ya salió del `try`, y el `catch` no la ve. Si está, mirá tu condición: un 5xx y un 429 merecen otro intento."
        : seen.last === "reset"
          ? "Sin respuesta no hay status: fijate primero si el error tiene un `response`, y si no lo tiene volvé a intentar."
          : "Cualquier 5xx y un 429 pueden salir bien la próxima vez. Contá los intentos: cinco son cuatro esperas, y la cuenta empieza de nuevo en cada llamada.",
    }),
    "sixth-attempt": (seen): Told => ({
      rule: `Después de ${seen.most} intentos la función se rinde, y su promesa se rechaza.`,
      seen: `El servidor vio ${plural(seen.attempts, "intento")} en ${seen.path}.`,
      hint: "El primer pedido también es un intento: cinco intentos son cuatro reintentos. La cuenta empieza de nuevo en cada llamada.",
    }),
    "asked-after-success": (seen): Told => ({
      rule: "Después de un intento que salió bien no hay otro.",
      seen: `El servidor vio ${plural(seen.attempts, "intento")} en ${seen.path}, y a uno anterior ya le había mandado la página.`,
      hint: "Guardá la respuesta del intento que salió bien y devolvé su JSON.",
    }),
    "not-the-page": (seen): Told => ({
      rule: "La función devuelve lo que contiene la página: su JSON, ya interpretado.",
      seen: `Para ${seen.path} el servidor terminó mandando ${seen.expected}; la función devolvió ${seen.got}.`,
      hint: "¿Se devuelve el cuerpo interpretado del intento que salió bien, y se lo espera con await adentro del `try`?",
    }),
    "status-not-looked-at": (seen): Told => ({
      rule: "Una respuesta con un status que dice que no es una falla.",
      seen: `${seen.path} contestó ${seen.status}, y la función devolvió ${seen.got}.`,
      hint: "`fetch` y el `request` de undici no lanzan un error por el status, como hace got: mirá `response.ok`, o el status, antes de leer el cuerpo.",
    }),
    "not-the-last-error": (seen): Told => ({
      rule: "El error que sale es el del último intento.",
      seen: `${seen.path} contestó ${seen.statuses}; el error que salió, ${seen.error}, ${seen.told === "" ? "no dice ningún status" : `dice ${seen.told}`} en lugar de ${seen.last}.`,
      hint: "Lanzá lo que lanzó el último intento, tal cual: ni el del primero, ni un texto tuyo que se calla el status.",
    }),
    "shared-state": (seen): Told => ({
      rule: "Cada llamada cuenta por su lado, sin importar qué se llamó antes ni qué corre a la vez.",
      seen: `Llamada sola, la función anduvo bien; ${seen.isTogether ? "junto con otras llamadas" : "llamada otra vez"} hizo ${plural(seen.attempts, "intento")} en ${seen.path}, con esperas de ${seen.waits || "0"} ms, ${seen.hasEnded ? `y terminó con ${seen.end}` : "y no llegó a terminar"}.`,
      hint: "¿Hay un contador, una espera o un error afuera de la función, o que guarda lo que dejó una llamada anterior? Declaralo adentro.",
    }),
    "no-waits": (seen): Told => ({
      rule: "Entre dos intentos la función espera.",
      seen: `El servidor vio ${plural(seen.attempts, "intento")} juntos, uno justo después del otro.`,
      hint: "¿Hay un `await` delante de `sleep`? Sin él el temporizador arranca y nadie lo espera. Si está, mirá qué número le das.",
    }),
    "waits-not-growing": (seen): Told => ({
      rule: "Cada espera dura el doble que la anterior, y la primera dura un `second`.",
      seen: `Con un \`second\` de ${seen.second} ms las esperas fueron de ${seen.waits} ms; tenían que ser de ${seen.wanted} ms.`,
      hint:
        waitHints[seen.slip] ??
        "Antes de los intentos 2, 3, 4 y 5 van 1, 2, 4 y 8 segundos: potencias de dos, de `2 ** 0` a `2 ** 3`.",
    }),
    "other-unit": (seen): Told => ({
      rule: "Las esperas se cuentan en `second`.",
      seen: `Con un \`second\` de ${seen.second} ms las esperas fueron de ${seen.waits} ms en lugar de ${seen.wanted}.`,
      hint: "Tomá la unidad del parámetro `second`, que ya está en milisegundos. Si dejás que got reintente, espera con su propio reloj, en segundos de verdad: dale un `calculateDelay`.",
    }),
    "jitter-shortens": (seen): Told => ({
      rule: "El jitter alarga una espera, nunca la acorta.",
      seen: `Con un \`second\` de ${seen.second} ms y un número al azar chico, la espera número ${seen.nth} llevó ${seen.waited} ms; tenía que llevar ${seen.wanted} por lo menos.`,
      hint: "`Math.random()` a secas es un factor de 0 a 1; `1 + Math.random()` es uno de 1 a 2.",
    }),
    "waits-too-long": (seen): Told => ({
      rule: "Las esperas se cuentan en `second`, y el jitter no alarga ninguna a más del doble.",
      seen: `Con un \`second\` de ${seen.second} ms, la espera número ${seen.nth} ${seen.isOver ? "llevó" : "no había terminado a los"} ${seen.waited} ms; tenía que llevar ${seen.wanted}, o el doble como mucho.`,
      hint: "El parámetro `second` está en milisegundos, que es lo que toma `sleep`; `1 + Math.random()` es un factor de 1 a 2.",
    }),
    "waited-at-the-end": (seen): Told => ({
      rule: "Después del último intento la función termina enseguida: ya no hay nada que esperar.",
      seen: `${seen.path} ${answered(seen.last)} por última vez, y la función falló ${seen.waited} ms más tarde.`,
      hint: "Fijate si va a haber otro intento antes de esperarlo, no después.",
    }),
    "retry-after-ignored": (seen): Told => ({
      rule: "Cuando el servidor dice con Retry-After cuánto esperar, el próximo intento no llega antes.",
      seen: `Un ${seen.status} llegó con \`Retry-After: ${seen.header}\`, que son ${seen.askedMs} ms; el intento siguiente llegó a los ${seen.waited} ms.`,
      hint:
        retryAfterHints[seen.slip] ??
        "El encabezado está en la respuesta: `error.response.headers` con got. Es una cantidad de segundos, de 1000 ms cada uno, o una fecha.",
    }),
    "retry-after-shortens": (seen): Told => ({
      rule: "Entre tu espera y la de Retry-After, vale la más larga.",
      seen: `Antes de la espera número ${seen.nth} el servidor mandó \`Retry-After: ${seen.header}\`, que son ${seen.askedMs} ms; tu espera es de ${seen.wanted} ms, y el intento siguiente llegó a los ${seen.waited}.`,
      hint: "El encabezado no ocupa el lugar de tu espera: el `Math.max` de las dos.",
    }),
    "retry-after-added": (seen): Told => ({
      rule: "Entre tu espera y la de Retry-After vale la más larga, no la suma.",
      seen: `Antes de la espera número ${seen.nth} el servidor mandó \`Retry-After: ${seen.header}\`, que son ${seen.askedMs} ms; el intento siguiente llegó a los ${seen.waited} ms en lugar de ${seen.wanted}.`,
      hint: "Un solo `sleep` con la más larga, que es el `Math.max` de las dos, y no uno para cada una.",
    }),
    "waits-after-retry-after": (seen): Told => ({
      rule: "Retry-After vale para la espera que le sigue, y para ninguna otra.",
      seen: `Antes de la espera número ${seen.nth} el servidor pidió ${seen.askedMs} ms (Retry-After: ${seen.header || "ninguno"}); la espera llevó ${seen.waited} ms en lugar de ${seen.wanted}.`,
      hint: "Leé de nuevo el encabezado de cada respuesta, y seguí contando tus esperas: 1, 2, 4, 8.",
    }),
    "retried-in-vain": (seen): Told => ({
      rule: `Lo que no se va a arreglar solo no se vuelve a intentar: con un ${seen.status} la función falla enseguida.`,
      seen: `El servidor vio ${plural(seen.attempts, "intento")} en ${seen.path}, y a uno antes del último le contestó ${seen.status}.`,
      hint: "Antes de esperar, mirá el status: 429 y cualquier 5xx merecen otro intento, los otros 4xx no.",
    }),
  },
};
