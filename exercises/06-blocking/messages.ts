import { defineMessages, type Told } from "async-lab/exercise";

const en = {
  right: (seen: { maxInFlight: number }) =>
    `${seen.maxInFlight} requests in flight at once: the event loop was free while they waited.`,
  rules: {
    "computes-in-the-loop": (seen: { limitMs: number }): Told => ({
      rule: "Nothing in an async function holds up the event loop.",
      seen: `Whatever the pages, it computed for more than ${seen.limitMs} ms in one go, and nothing else could run meanwhile.`,
      hint: "Look for a loop that goes on for long; what takes so much computing belongs in another thread (lesson 7).",
    }),
  },
};

const es: typeof en = {
  right: (seen) =>
    `${seen.maxInFlight} pedidos en vuelo a la vez: mientras esperaban, el bucle de eventos estuvo libre.`,
  rules: {
    "computes-in-the-loop": (seen): Told => ({
      rule: "En una función async, nada demora el bucle de eventos.",
      seen: `Sin importar las páginas, calculó más de ${seen.limitMs} ms de un tirón, y mientras tanto no pudo correr nada más.`,
      hint: "Buscá un ciclo que dure mucho; lo que necesita tanto cálculo va en otro hilo (lección 7).",
    }),
  },
};

/** What `check("06-blocking", …)` tells, and what makes the violation of a rule. */
export const { messages, violation } = defineMessages({ en, es });
