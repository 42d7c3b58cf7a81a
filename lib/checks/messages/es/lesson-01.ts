import type { lesson01 as en } from "../en/lesson-01.js";
import type { Told } from "../told.js";
import { plural } from "../words.js";

export const lesson01: typeof en = {
  right: {
    "01-one-by-one": (seen) =>
      `${seen.count} páginas en el orden de las URL, y nunca más de un pedido en vuelo.`,
  },
  rules: {
    "one-at-a-time": (seen): Told => ({
      rule: "Nunca hay más de un pedido en vuelo (in flight).",
      seen: `De ${plural(seen.count, "pedido")}, el servidor vio ${seen.maxInFlight} en vuelo a la vez.`,
      hint: "Esperá cada página con await dentro del bucle antes de empezar el pedido siguiente; `map` los empieza todos.",
    }),
    "requests-in-order": (seen): Told => ({
      rule: "Los pedidos se hacen en el orden de las URL.",
      seen: `Las URL eran ${seen.expected}; al servidor se le pidió ${seen.got}.`,
      hint: "Recorré la lista desde el primer elemento hasta el último.",
    }),
  },
};
