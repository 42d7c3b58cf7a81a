import { defineMessages, plural, type Told } from "async-lab/exercise";

const en = {
  right: (seen: { count: number }) =>
    `${seen.count} pages, and not one request was refused: you kept to the limit, whatever it was.`,
  rules: {
    banned: (seen: {
      count: number;
      limit: number;
      seconds: number;
      most: number;
      refused: number;
    }): Told => ({
      rule: "The function keeps to the limit, so that the server has no reason to ban it.",
      seen: `With ${plural(seen.count, "page")} to get and a limit of ${seen.limit} in any ${seen.seconds} s, it made ${plural(seen.most, "request")} in ${seen.seconds} s, was refused ${plural(seen.refused, "time")}, and then banned.`,
      hint: "The limit counts starts in a time, not requests in flight. Keep them `1000 * seconds / limit` ms apart, as `minTime` of bottleneck does, or pause for `1000 * seconds` ms after every `limit` of them.",
    }),
    "over-the-limit": (seen: {
      count: number;
      limit: number;
      seconds: number;
      most: number;
      refused: number;
      again: boolean;
    }): Told => ({
      rule: "The function keeps to the limit: no request is refused.",
      seen: `With ${plural(seen.count, "page")} to get and a limit of ${seen.limit} in any ${seen.seconds} s, it made ${plural(seen.most, "request")} in ${seen.seconds} s and was refused ${plural(seen.refused, "time")} with status 429.`,
      hint: seen.again
        ? "A page that comes at the second try was refused all the same, and some clients try again by themselves. Keep the starts `1000 * seconds / limit` ms apart, with some room."
        : "Timers take milliseconds. From one start to the next there are `1000 * seconds / limit` of them; or `1000 * seconds` after every `limit` requests.",
    }),
    "too-slow": (seen: {
      count: number;
      limit: number;
      seconds: number;
      gap: number;
      due: number;
      waits: "inverse" | "window" | "other";
    }): Told => ({
      rule: "The function keeps to the limit, and takes no more than twice the time that this needs.",
      seen: `With ${plural(seen.count, "page")} to get and a limit of ${seen.limit} in any ${seen.seconds} s, one request may start every ${seen.due} ms; yours started every ${seen.gap} ms.`,
      hint:
        seen.waits === "inverse"
          ? "`limit / seconds` is how many may start in a second; from one start to the next there are `1000 * seconds / limit` ms."
          : seen.waits === "window"
            ? "In each `seconds` there may be `limit` requests, not one: divide the wait by `limit`."
            : "You wait too long between requests: look at the unit, and at whether both `limit` and `seconds` are in your formula.",
    }),
    "page-numbers": (seen: { expected: string; got: string; isOrder: boolean }): Told => ({
      rule: "The function returns the numbers of the pages, in the order of the URLs.",
      seen: `Expected were ${seen.expected}; it returned ${seen.got}.`,
      hint: seen.isOrder
        ? "A `push` when a page arrives writes down another order; `map` and `Promise.all` keep that of the URLs."
        : "Each answer is an object with a `page`: collect that number for every URL.",
    }),
  },
};

const es: typeof en = {
  right: (seen) => `${seen.count} páginas, y ni un pedido rechazado: respetaste el límite, fuera cual fuera.`,
  rules: {
    banned: (seen): Told => ({
      rule: "La función respeta el límite, así el servidor no tiene motivo para bloquearla (ban).",
      seen: `Con ${plural(seen.count, "página")} por traer y un límite de ${seen.limit} cada ${seen.seconds} s, hizo ${plural(seen.most, "pedido")} en ${seen.seconds} s, fue rechazada ${seen.refused === 1 ? "una vez" : `${seen.refused} veces`} y después baneada.`,
      hint: "El límite cuenta comienzos por tiempo, no pedidos en vuelo. Espacialos `1000 * seconds / limit` ms, como hace el `minTime` de bottleneck, o hacé una pausa de `1000 * seconds` ms después de cada `limit`.",
    }),
    "over-the-limit": (seen): Told => ({
      rule: "La función respeta el límite: no le rechazan ningún pedido.",
      seen: `Con ${plural(seen.count, "página")} por traer y un límite de ${seen.limit} cada ${seen.seconds} s, hizo ${plural(seen.most, "pedido")} en ${seen.seconds} s y fue rechazada ${seen.refused === 1 ? "una vez" : `${seen.refused} veces`} con el estado 429.`,
      hint: seen.again
        ? "Una página que llega al segundo intento fue rechazada igual, y hay clientes que reintentan por su cuenta. Dejá `1000 * seconds / limit` ms entre un comienzo y el siguiente, con un margen."
        : "Los temporizadores cuentan milisegundos. De un comienzo al siguiente van `1000 * seconds / limit`; o `1000 * seconds` después de cada `limit` pedidos.",
    }),
    "too-slow": (seen): Told => ({
      rule: "La función respeta el límite, y no tarda más del doble de lo que hace falta para eso.",
      seen: `Con ${plural(seen.count, "página")} por traer y un límite de ${seen.limit} cada ${seen.seconds} s, puede empezar un pedido cada ${seen.due} ms; los tuyos empezaron cada ${seen.gap} ms.`,
      hint:
        seen.waits === "inverse"
          ? "`limit / seconds` es cuántos pueden empezar por segundo; de un comienzo al siguiente van `1000 * seconds / limit` ms."
          : seen.waits === "window"
            ? "En cada `seconds` puede haber `limit` pedidos, no uno: dividí la espera por `limit`."
            : "Esperás demasiado entre un pedido y otro: mirá la unidad, y si en tu fórmula están tanto `limit` como `seconds`.",
    }),
    "page-numbers": (seen): Told => ({
      rule: "La función devuelve los números de las páginas, en el orden de las URL.",
      seen: `Se esperaba ${seen.expected}; devolvió ${seen.got}.`,
      hint: seen.isOrder
        ? "Un `push` cuando llega una página anota otro orden; `map` y `Promise.all` conservan el de las URL."
        : "Cada respuesta es un objeto con un `page`: juntá ese número para cada URL.",
    }),
  },
};

/** What `check("06-ban", …)` tells, and what makes the violation of a rule. */
export const { messages, violation } = defineMessages({ en, es });
