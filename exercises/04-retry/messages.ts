import { defineMessages, plural, type Told } from "async-lab/exercise";
import { retryAfterHints, waitHints } from "./hints.js";

/** What a page answered: a status, or that the connection broke. */
type Answer = number | "reset";

const answered = {
  en: (last: Answer): string => (last === "reset" ? "broke the connection" : `answered ${last}`),
  es: (last: number | "reset"): string => (last === "reset" ? "cortó la conexión" : `contestó ${last}`),
};

const en = {
  right: (seen: { attempts: number; waits: string; isRandom: boolean }) =>
    `${seen.attempts} attempts at a page that goes on failing, with waits of ${seen.waits} ms in between${seen.isRandom ? ", and jitter on top" : ""}; the last one's error came out. Retry-After was heeded in both its forms, and what stays as it is was asked for once.`,
  rules: {
    "gave-up-early": (seen: {
      path: string;
      attempts: number;
      most: number;
      last: Answer;
      error: string;
      /** The error that came out is the answer to the only attempt. */
      isUncaught: boolean;
    }): Told => ({
      rule: `A page that fails for a moment gets up to ${seen.most} attempts.`,
      seen: `The server saw ${plural(seen.attempts, "attempt")} at ${seen.path} and ${answered.en(seen.last)} in the last one; then the function failed with ${seen.error}.`,
      hint: seen.isUncaught
        ? "Is there an `await` after `return`? Without it the failure comes when the function has left its `try`, and `catch` never sees it. If there is one, look at your condition: a 5xx and a 429 are worth another attempt."
        : seen.last === "reset"
          ? "Without an answer there is no status: ask first whether the error has a `response`, and try again if it has none."
          : "Every 5xx and a 429 may go well the next time. Count the attempts: five of them are four waits, and the count begins anew in each call.",
    }),
    "sixth-attempt": (seen: { path: string; attempts: number; most: number }): Told => ({
      rule: `After ${seen.most} attempts the function gives up, and its promise is rejected.`,
      seen: `The server saw ${plural(seen.attempts, "attempt")} at ${seen.path}.`,
      hint: "The first request counts as an attempt: five attempts are four retries. The count begins anew in each call.",
    }),
    "asked-after-success": (seen: { path: string; attempts: number }): Told => ({
      rule: "After an attempt that went well there is no other one.",
      seen: `The server saw ${plural(seen.attempts, "attempt")} at ${seen.path}, and had answered an earlier one with the page.`,
      hint: "Keep the answer of the attempt that went well, and return its JSON.",
    }),
    "not-the-page": (seen: { path: string; expected: string; got: string }): Told => ({
      rule: "The function gives back what the page holds: its JSON, parsed.",
      seen: `For ${seen.path} the server sent ${seen.expected} in the end; the function gave back ${seen.got}.`,
      hint: "Is the parsed body returned from the attempt that went well, and is it awaited inside the `try`?",
    }),
    "status-not-looked-at": (seen: { path: string; status: Answer; got: string }): Told => ({
      rule: "An answer with a status that says no is a failure.",
      seen: `${seen.path} answered ${seen.status}, and the function gave back ${seen.got}.`,
      hint: "`fetch` and undici's `request` do not throw for a status, as got does: look at `response.ok`, or at the status, before you read the body.",
    }),
    "not-the-last-error": (seen: {
      path: string;
      statuses: string;
      last: Answer;
      told: string;
      error: string;
    }): Told => ({
      rule: "The error that comes out is the one of the last attempt.",
      seen: `${seen.path} answered ${seen.statuses}; the error that came out, ${seen.error}, tells ${seen.told === "" ? "no status" : seen.told} instead of ${seen.last}.`,
      hint: "Throw what the last attempt threw, as it is: not the first one's, nor a text of your own that leaves the status out.",
    }),
    "shared-state": (seen: {
      isTogether: boolean;
      path: string;
      attempts: number;
      waits: string;
      end: string;
      /** Whether it did. */ hasEnded: boolean;
    }): Told => ({
      rule: "Each call counts for itself, whatever was called before it or is called beside it.",
      seen: `Called by itself, the function did well; ${seen.isTogether ? "beside other calls" : "called once more"} it made ${plural(seen.attempts, "attempt")} at ${seen.path}, with waits of ${seen.waits || "0"} ms, ${seen.hasEnded ? `and ended with ${seen.end}` : "and did not come to an end"}.`,
      hint: "Does a counter, a wait or an error stand outside the function, or keep what an earlier call put there? Declare it inside.",
    }),
    "no-waits": (seen: { attempts: number }): Told => ({
      rule: "Between two attempts the function waits.",
      seen: `The server saw ${plural(seen.attempts, "attempt")} at once, one right after the other.`,
      hint: "Is there an `await` before `sleep`? Without it the timer starts and nobody waits for it. If there is, look at the number that it is given.",
    }),
    "waits-not-growing": (seen: {
      waits: string;
      wanted: string;
      second: number;
      slip: "early" | "late" | "during" | "other";
    }): Told => ({
      rule: "Each wait is twice as long as the one before, starting with one `second`.",
      seen: `With a \`second\` of ${seen.second} ms the waits were ${seen.waits} ms; they should be ${seen.wanted} ms.`,
      hint:
        waitHints.en[seen.slip] ??
        "Before attempt 2, 3, 4 and 5 there are 1, 2, 4 and 8 seconds: powers of two, `2 ** 0` to `2 ** 3`.",
    }),
    "other-unit": (seen: { waits: string; wanted: string; second: number }): Told => ({
      rule: "The waits are counted in `second`.",
      seen: `With a \`second\` of ${seen.second} ms the waits were ${seen.waits} ms instead of ${seen.wanted}.`,
      hint: "Take the unit from the parameter `second`, which is in milliseconds already. If you let got retry, it waits by its own clock, in real seconds: give it a `calculateDelay`.",
    }),
    "jitter-shortens": (seen: { nth: number; waited: number; wanted: number; second: number }): Told => ({
      rule: "Jitter makes a wait longer, never shorter.",
      seen: `With a \`second\` of ${seen.second} ms and a small random number, wait number ${seen.nth} took ${seen.waited} ms; it should take ${seen.wanted} at least.`,
      hint: "`Math.random()` alone is a factor from 0 to 1; `1 + Math.random()` is one from 1 to 2.",
    }),
    "waits-too-long": (seen: {
      nth: number;
      waited: number;
      wanted: number;
      second: number;
      isOver: boolean;
    }): Told => ({
      rule: "The waits are counted in `second`, and jitter makes none of them longer than twice its length.",
      seen: `With a \`second\` of ${seen.second} ms, wait number ${seen.nth} ${seen.isOver ? "took" : "was not over after"} ${seen.waited} ms; it should take ${seen.wanted}, or twice as long at most.`,
      hint: "The parameter `second` is in milliseconds, as `sleep` takes them; `1 + Math.random()` is a factor from 1 to 2.",
    }),
    "waited-at-the-end": (seen: { path: string; waited: number; last: Answer }): Told => ({
      rule: "After the last attempt the function ends at once: there is nothing to wait for.",
      seen: `${seen.path} ${answered.en(seen.last)} for the last time, and the function failed ${seen.waited} ms later.`,
      hint: "Ask whether there will be another attempt before you wait for it, not after.",
    }),
    "retry-after-ignored": (seen: {
      status: number;
      header: string;
      askedMs: number;
      waited: number;
      slip: "status" | "form" | "unit" | "limit" | "none";
    }): Told => ({
      rule: "When the server says with Retry-After how long to wait, the next attempt comes no earlier.",
      seen: `A ${seen.status} came with \`Retry-After: ${seen.header}\`, which is ${seen.askedMs} ms; the next attempt came after ${seen.waited} ms.`,
      hint:
        retryAfterHints.en[seen.slip] ??
        "The header is in the answer: `error.response.headers` with got. It is a number of seconds, of 1000 ms each, or a date.",
    }),
    "retry-after-shortens": (seen: {
      nth: number;
      header: string;
      askedMs: number;
      waited: number;
      wanted: number;
    }): Told => ({
      rule: "Of your own wait and that of Retry-After, the longer one counts.",
      seen: `Before wait number ${seen.nth} the server sent \`Retry-After: ${seen.header}\`, which is ${seen.askedMs} ms; your own wait is ${seen.wanted} ms, and the next attempt came after ${seen.waited}.`,
      hint: "The header does not take the place of your own wait: `Math.max` of the two.",
    }),
    "retry-after-added": (seen: {
      nth: number;
      header: string;
      askedMs: number;
      waited: number;
      wanted: number;
    }): Told => ({
      rule: "Of your own wait and that of Retry-After, the longer one counts, not the sum.",
      seen: `Before wait number ${seen.nth} the server sent \`Retry-After: ${seen.header}\`, which is ${seen.askedMs} ms; the next attempt came after ${seen.waited} ms instead of ${seen.wanted}.`,
      hint: "One `sleep` for the longer of the two, which is `Math.max` of them, not one for each.",
    }),
    "waits-after-retry-after": (seen: {
      nth: number;
      header: string;
      askedMs: number;
      waited: number;
      wanted: number;
    }): Told => ({
      rule: "Retry-After counts for the wait that follows it, and for no other.",
      seen: `Before wait number ${seen.nth} the server asked for ${seen.askedMs} ms (Retry-After: ${seen.header || "none"}); the wait took ${seen.waited} ms instead of ${seen.wanted}.`,
      hint: "Read the header of each answer anew, and go on counting your own waits: 1, 2, 4, 8.",
    }),
    "retried-in-vain": (seen: { path: string; attempts: number; status: Answer }): Told => ({
      rule: `What will not get better by itself is not tried again: with a ${seen.status} the function fails at once.`,
      seen: `The server saw ${plural(seen.attempts, "attempt")} at ${seen.path}, and one before the last was answered ${seen.status}.`,
      hint: "Before you wait, look at the status: 429 and every 5xx are worth another attempt, the other 4xx are not.",
    }),
  },
};

const es: typeof en = {
  right: (seen) =>
    `${seen.attempts} intentos a una página que no deja de fallar, con esperas de ${seen.waits} ms entre uno y otro${seen.isRandom ? ", más el jitter" : ""}; salió el error del último. Retry-After se respetó en sus dos formas, y lo que no va a cambiar se pidió una sola vez.`,
  rules: {
    "gave-up-early": (seen): Told => ({
      rule: `A una página que falla por un rato se le dan hasta ${seen.most} intentos.`,
      seen: `El servidor vio ${plural(seen.attempts, "intento")} en ${seen.path} y en el último ${answered.es(seen.last)}; después la función falló con ${seen.error}.`,
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
        waitHints.es[seen.slip] ??
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
      seen: `${seen.path} ${answered.es(seen.last)} por última vez, y la función falló ${seen.waited} ms más tarde.`,
      hint: "Fijate si va a haber otro intento antes de esperarlo, no después.",
    }),
    "retry-after-ignored": (seen): Told => ({
      rule: "Cuando el servidor dice con Retry-After cuánto esperar, el próximo intento no llega antes.",
      seen: `Un ${seen.status} llegó con \`Retry-After: ${seen.header}\`, que son ${seen.askedMs} ms; el intento siguiente llegó a los ${seen.waited} ms.`,
      hint:
        retryAfterHints.es[seen.slip] ??
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

/** What `check("04-retry", …)` tells, and what makes the violation of a rule. */
export const { messages, violation } = defineMessages({ en, es });
