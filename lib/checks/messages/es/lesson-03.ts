import type { lesson03 as en } from "../en/lesson-03.js";
import type { Told } from "../told.js";
import { plural } from "../words.js";

export const lesson03: typeof en = {
  right: {
    "03-limit": (seen) =>
      `${seen.count} páginas en el orden de las URL, con ${seen.maxInFlight} pedidos en vuelo y nunca más; una página lenta retuvo su propio lugar y ningún otro.`,
    "03-rate": (seen) =>
      `${seen.count} pedidos bien repartidos, ${seen.perSecond} por segundo, y después otra lista a otro ritmo; las páginas están en el orden de las URL.`,
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
      hint: "Primero dale todas las páginas al limitador, y esperá después; un `await` en el bucle se las da de a una.",
    }),
    "slots-left-empty": (seen): Told => ({
      rule: "Un lugar que queda libre toma enseguida la página siguiente.",
      seen: `Cuando llegó la más lenta de las primeras ${seen.most} páginas habían empezado ${seen.started} de ${plural(seen.count, "pedido")}: los lugares libres la estuvieron esperando.`,
      hint: "Las tandas de diez, una detrás de otra, esperan a la página más lenta de cada una; un limitador no.",
    }),
    "faster-than-the-rate": (seen): Told => ({
      rule: "Los pedidos se reparten de manera pareja en el tiempo, y no empiezan más de los que permite el ritmo (rate).",
      seen: `A ${seen.perSecond} por segundo, ${plural(seen.count, "pedido")} seguidos llevan ${seen.ideal} s del primero al último; el servidor los vio en ${seen.seconds} s.`,
      hint: "De un comienzo al siguiente hay 1000 / perSecond ms; un `reservoir`, o una pausa después de cada tanda, deja pasar ráfagas.",
    }),
    "slower-than-the-rate": (seen): Told => ({
      rule: "Los pedidos empiezan tan seguido como lo permite el ritmo (rate).",
      seen: `A ${seen.perSecond} por segundo, ${plural(seen.count, "pedido")} llevan ${seen.ideal} s del primero al último; el servidor los vio empezar a lo largo de ${seen.seconds} s.`,
      hint: "El ritmo viene en `perSecond`, y lo que va espaciado son los comienzos: el siguiente no espera a que llegue la página anterior.",
    }),
    "timer-left-behind": (seen): Told => ({
      rule: "Cuando la función termina, no queda andando ningún temporizador (timer) suyo.",
      seen: `Después del final ${seen.count === 1 ? "seguía" : "seguían"} andando ${plural(seen.count, "temporizador", "temporizadores")}.`,
      hint: "Quien empieza un `setInterval` también tiene que llamar a `clearInterval`.",
    }),
  },
};
