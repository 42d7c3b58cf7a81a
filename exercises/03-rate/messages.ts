import { defineMessages, plural, type Told, was } from "async-lab/exercise";

/** Two starts, and the time between them. */
interface Spacing extends Readonly<Record<string, unknown>> {
  readonly perSecond: number;
  /** The requests' numbers, from 1; 0 is the call. */
  readonly from: number;
  readonly to: number;
  readonly dueMs: number;
  readonly ms: number;
  /** Whether all gaps are alike. */
  readonly even: boolean;
}

const spacing = {
  en: ({ perSecond, from, to, dueMs, ms }: Spacing) =>
    `At ${perSecond} a second it takes ${dueMs} ms from ${from === 0 ? "the call" : `the start of request ${from}`} to the start of request ${to}; the server saw ${ms} ms.`,
  es: ({ perSecond, from, to, dueMs, ms }: Spacing) =>
    `A ${perSecond} por segundo, ${from === 0 ? "de la llamada" : `del comienzo del pedido ${from}`} al comienzo del pedido ${to} van ${dueMs} ms; el servidor vio ${ms} ms.`,
};

const en = {
  right: (seen: { perSecond: number; count: number }) =>
    `${seen.count} requests evenly spread, ${seen.perSecond} a second, then other lists at other rates; the pages are in the order of the URLs.`,
  rules: {
    "faster-than-the-rate": (seen: Spacing): Told => ({
      rule: "The requests are spread evenly over the time, and no more are started than the rate allows.",
      seen: spacing.en(seen),
      hint: seen.even
        ? "The gaps are even, and too short: give `1000 / perSecond`, in ms, to `minTime` or to your timer, worked out anew in each call."
        : "From one start to the next there are `1000 / perSecond` ms, each time; a `reservoir`, or a pause after each bunch, lets bursts through.",
    }),
    "slower-than-the-rate": (seen: Spacing): Told => ({
      rule: "The requests start as often as the rate allows; a tenth less is right, too, to leave room.",
      seen: spacing.en(seen),
      hint: seen.even
        ? "The gaps are even, and too long: give `1000 / perSecond`, in ms, to `minTime` or to your timer, worked out anew in each call."
        : seen.from === 0
          ? "The first request starts at once, or after one gap of `1000 / perSecond` ms."
          : "Only the starts are apart, each time by `1000 / perSecond` ms: the next one does not wait until a page before has arrived.",
    }),
    "timer-left-behind": (seen: { count: number; afterError: boolean }): Told => ({
      rule: "When the function is done, no timer of its own goes on for ever.",
      seen: `${plural(seen.count, "timer")} ${was(seen.count)} still starting anew long after its end.`,
      hint: seen.afterError
        ? "Also where a page fails: whoever starts a `setInterval` calls `clearInterval`, in a `finally` for example."
        : "Whoever starts a `setInterval` also has to call `clearInterval`.",
    }),
  },
};

const es: typeof en = {
  right: (seen) =>
    `${seen.count} pedidos bien repartidos, ${seen.perSecond} por segundo, y después otras listas a otros ritmos; las páginas están en el orden de las URL.`,
  rules: {
    "faster-than-the-rate": (seen): Told => ({
      rule: "Los pedidos se reparten de manera pareja en el tiempo, y no empiezan más de los que permite el ritmo (rate).",
      seen: spacing.es(seen),
      hint: seen.even
        ? "Los intervalos son parejos, pero demasiado cortos: dale `1000 / perSecond`, en ms, a `minTime` o a tu temporizador, calculado de nuevo en cada llamada."
        : "De un comienzo al siguiente hay `1000 / perSecond` ms, siempre; un `reservoir`, o una pausa después de cada tanda, deja pasar ráfagas.",
    }),
    "slower-than-the-rate": (seen): Told => ({
      rule: "Los pedidos empiezan tan seguido como lo permite el ritmo (rate); un décimo menos también está bien, para dejar margen.",
      seen: spacing.es(seen),
      hint: seen.even
        ? "Los intervalos son parejos, pero demasiado largos: dale `1000 / perSecond`, en ms, a `minTime` o a tu temporizador, calculado de nuevo en cada llamada."
        : seen.from === 0
          ? "El primer pedido empieza enseguida, o después de un intervalo de `1000 / perSecond` ms."
          : "Lo que va espaciado, siempre en `1000 / perSecond` ms, son los comienzos: el siguiente no espera a que llegue una página anterior.",
    }),
    "timer-left-behind": (seen): Told => ({
      rule: "Cuando la función termina, ningún temporizador (timer) suyo sigue andando para siempre.",
      seen: `Mucho después del final ${seen.count === 1 ? "seguía" : "seguían"} volviendo a empezar ${plural(seen.count, "temporizador", "temporizadores")}.`,
      hint: seen.afterError
        ? "También cuando falla una página: quien empieza un `setInterval` llama a `clearInterval`, por ejemplo en un `finally`."
        : "Quien empieza un `setInterval` también tiene que llamar a `clearInterval`.",
    }),
  },
};

/** What `check("03-rate", …)` tells, and what makes the violation of a rule. */
export const { messages, violation } = defineMessages({ en, es });
