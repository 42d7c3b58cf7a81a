import type { Language } from "@async-lab/notebook";

/** What may have gone wrong with the waits, by slip. */
export const waitHints: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  en: {
    late: "They double, but one step too soon: the first wait is 1 second, which is `2 ** 0`.",
    early: "They double, but one step too late: the first wait is 1 second, which is `2 ** 0`.",
    during: "A wait begins when the attempt has failed, not when it started.",
  },
  es: {
    late: "Se duplican, pero un paso antes de tiempo: la primera espera es de 1 segundo, o sea `2 ** 0`.",
    early: "Se duplican, pero un paso tarde: la primera espera es de 1 segundo, o sea `2 ** 0`.",
    during: "La espera empieza cuando el intento falló, no cuando arrancó.",
  },
};

/** What may have gone wrong with `Retry-After`, by slip. */
export const retryAfterHints: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  en: {
    status:
      "You read this form of the header, but not with this status: it may come with a 429 and with a 503.",
    form: "The header has two forms: seconds, or a date. `Number(…)` makes no number of a date; `Date.parse(…)` reads it, and `Date.now()` taken away leaves the wait.",
    unit: "The server knows nothing of your `second`: its seconds are real ones, of 1000 ms.",
    limit:
      "You read it, but wait for less: the limit of 30 is for your own waits, not for what the server asks.",
  },
  es: {
    status:
      "Esta forma del encabezado la leés, pero no con este status: puede venir con un 429 y con un 503.",
    form: "El encabezado tiene dos formas: segundos, o una fecha. Con una fecha `Number(…)` no da ningún número; `Date.parse(…)` la lee, y restándole `Date.now()` queda la espera.",
    unit: "El servidor no sabe nada de tu `second`: sus segundos son de verdad, de 1000 ms.",
    limit: "Lo leés, pero esperás menos: el tope de 30 es para tus esperas, no para lo que pide el servidor.",
  },
};
