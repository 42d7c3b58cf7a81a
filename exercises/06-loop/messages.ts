import { defineMessages, type Told } from "async-lab/exercise";

const en = {
  right: (seen: { count: number }) =>
    `${seen.count} pages, and nobody blocked the event loop to wait for them: the waiting is \`await\`'s work.`,
  rules: {
    "waits-synchronously": (seen: { call: string; times: number }): Told => ({
      rule: "The function waits without blocking the event loop.",
      seen: `It called \`${seen.call}\`${seen.times > 1 ? `, ${seen.times} times` : ""}, which stands still until it has what it waits for, and the loop with it. The check did not let it: its server answers in the same loop.`,
      hint: "Ask for the page with something that returns a promise, such as `fetchCountry`, and `await` it; a function that uses `await` is `async`.",
    }),
  },
};

const es: typeof en = {
  right: (seen) =>
    `${seen.count} páginas, y nadie bloqueó el bucle de eventos para esperarlas: de esperar se ocupa \`await\`.`,
  rules: {
    "waits-synchronously": (seen): Told => ({
      rule: "La función espera sin bloquear el bucle de eventos (event loop).",
      seen: `Llamó a \`${seen.call}\`${seen.times > 1 ? ` ${seen.times} veces` : ""}, que se queda quieta hasta tener lo que espera, y el bucle con ella. La verificación no la dejó: su servidor responde en el mismo bucle.`,
      hint: "Pedí la página con algo que devuelva una promesa, como `fetchCountry`, y esperala con `await`; una función que usa `await` es `async`.",
    }),
  },
};

/** What `check("06-loop", …)` tells, and what makes the violation of a rule. */
export const { messages, violation } = defineMessages({ en, es });
