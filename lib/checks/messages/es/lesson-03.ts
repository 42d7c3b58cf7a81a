import type { lesson03 as en, Spacing } from "../en/lesson-03.js";
import type { Told } from "../told.js";
import { plural } from "../words.js";

const spacing = ({ perSecond, from, to, dueMs, ms }: Spacing) =>
  `A ${perSecond} por segundo, ${from === 0 ? "de la llamada" : `del comienzo del pedido ${from}`} al comienzo del pedido ${to} van ${dueMs} ms; el servidor vio ${ms} ms.`;

export const lesson03: typeof en = {
  right: {
    "03-limit": (seen) =>
      `${seen.count} páginas en el orden de las URL, con ${seen.maxInFlight} pedidos en vuelo y nunca más; una página lenta retuvo su propio lugar y ningún otro, y una que falló devolvió el suyo.`,
    "03-rate": (seen) =>
      `${seen.count} pedidos bien repartidos, ${seen.perSecond} por segundo, y después otras listas a otros ritmos; las páginas están en el orden de las URL.`,
  },
  rules: {
    "too-many-in-flight": (seen): Told => ({
      rule: `Nunca hay más de ${seen.most} pedidos en vuelo (in flight).`,
      seen: `De ${plural(seen.count, "pedido")}, el servidor vio ${seen.maxInFlight} en vuelo a la vez.`,
      hint: "Un solo limitador para toda la lista, y el pedido empieza adentro: `limit(() => fetchCountry(url))`.",
    }),
    "too-few-in-flight": (seen): Told => ({
      rule: "Mientras quedan páginas se usan todos los lugares.",
      seen: `Con ${plural(seen.count, "URL", "URL")} podía haber ${plural(seen.most, "pedido")} en vuelo; el servidor nunca vio más de ${seen.maxInFlight}.`,
      hint:
        seen.maxInFlight === 1
          ? "Primero dale todas las páginas al limitador, y esperá después; un `await` en el bucle se las da de a una."
          : "Contá los lugares, y fijate que cada uno se devuelva en un `finally`: el que se queda una página que falló falta en todas las llamadas siguientes.",
    }),
    "slots-left-empty": (seen): Told => ({
      rule: "Un lugar que queda libre toma enseguida la página siguiente.",
      seen: `A partir de los ${seen.fromMs} ms un lugar estuvo vacío ${seen.forMs} ms, cuando todavía faltaba pedir ${seen.left} de ${plural(seen.count, "página")}.`,
      hint: seen.inLists
        ? "Las tandas de diez, una detrás de otra, esperan a la página más lenta de cada una; un limitador no."
        : "Un solo limitador de diez para toda la lista, que empieza con la página siguiente apenas llega alguna, sea cual sea.",
    }),
    "slots-lost-after-error": (seen): Told => ({
      rule: "Un lugar vuelve a estar libre tanto si su página llegó como si falló.",
      seen: `Después de una lista en la que ${seen.failed === 1 ? "falló" : "fallaron"} ${plural(seen.failed, "página")}, el servidor vio como mucho ${seen.maxInFlight} en vuelo, donde antes había ${seen.most}.`,
      hint: "Devolvé el lugar en un `finally`, que corre también cuando la página falla.",
    }),
    "faster-than-the-rate": (seen): Told => ({
      rule: "Los pedidos se reparten de manera pareja en el tiempo, y no empiezan más de los que permite el ritmo (rate).",
      seen: spacing(seen),
      hint: seen.even
        ? "Los intervalos son parejos, pero demasiado cortos: dale `1000 / perSecond`, en ms, a `minTime` o a tu temporizador, calculado de nuevo en cada llamada."
        : "De un comienzo al siguiente hay `1000 / perSecond` ms, siempre; un `reservoir`, o una pausa después de cada tanda, deja pasar ráfagas.",
    }),
    "slower-than-the-rate": (seen): Told => ({
      rule: "Los pedidos empiezan tan seguido como lo permite el ritmo (rate); un décimo menos también está bien, para dejar margen.",
      seen: spacing(seen),
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
