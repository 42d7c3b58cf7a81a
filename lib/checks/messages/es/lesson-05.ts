import type { lesson05 as en } from "../en/lesson-05.js";
import type { Told } from "../told.js";
import { plural } from "../words.js";

export const lesson05: typeof en = {
  right: {
    "05-benchmark": (seen) =>
      `Cada uno de los ${seen.clients} clientes calentó y después corrió ${seen.rounds} rondas, por turnos; la mediana y el rango salen solo de esas rondas, y un cliente que falla no parece rápido.`,
  },
  rules: {
    "clients-not-called": (seen): Told => ({
      rule: "Las páginas las traen los clientes que recibe la función.",
      seen: `No llamó a ninguno; devolvió ${seen.got}.`,
      hint: "Usá los clientes del parámetro: `Object.entries(clients)` da pares de nombre y cliente.",
    }),
    "whole-rounds": (seen): Told => ({
      rule: "Una ronda pide cada URL una vez, y todas las rondas hacen el mismo trabajo.",
      seen: `Una ronda de ${seen.name} pidió ${seen.asked} de ${plural(seen.count, "URL", "URL")}.`,
      hint: "¿La ronda de calentamiento también trae la lista entera? `timeRound` lo hace.",
    }),
    "one-round-at-a-time": (seen): Told => ({
      rule: "Corre una sola ronda por vez: si no, el tiempo de cada una incluye el trabajo de la otra.",
      seen: `Una ronda de ${seen.other} empezó antes de que terminara una de ${seen.name}.`,
      hint: "En un ciclo, esperá cada ronda antes de empezar la siguiente; `map` las empieza todas.",
    }),
    "warm-up": (seen): Told => ({
      rule: "Antes de las rondas que cuentan, cada cliente corre una que no cuenta.",
      seen: `Se pidieron ${plural(seen.rounds, "ronda")} y ${seen.name} corrió ${seen.seen}: ninguna de calentamiento (warm-up).`,
      hint: "Llamá a `timeRound` una vez por cliente antes del ciclo, y descartá lo que devuelve.",
    }),
    "number-of-rounds": (seen): Told => ({
      rule: "Cada cliente corre las rondas pedidas, y antes una de calentamiento (warm-up).",
      seen: `Se pidieron ${plural(seen.rounds, "ronda")} y ${seen.name} corrió ${seen.seen}.`,
      hint: "La cantidad de rondas es el parámetro `rounds`.",
    }),
    "in-turn": (seen): Told => ({
      rule: "Los clientes van por turnos: cada uno corre su primera ronda antes de que alguno corra la segunda.",
      seen: `Las rondas que cuentan fueron ${seen.got}.`,
      hint: "Dos ciclos: el de afuera recorre las rondas, el de adentro los clientes.",
    }),
    "not-summaries": (seen): Told => ({
      rule: "La función devuelve un objeto por cliente: `{ name, median, min, max }`, con números.",
      seen: `Devolvió ${seen.got}.`,
      hint: "Guardá los tiempos de cada cliente bajo su nombre y armá los objetos al final.",
    }),
    milliseconds: (seen): Told => ({
      rule: "Los tiempos van en milisegundos.",
      seen: `Las rondas de ${seen.name} tardaron ${seen.times} ms; tu \`max\` es ${seen.got}.`,
      hint: "`performance.now()` ya cuenta milisegundos.",
    }),
    "warm-up-counted": (seen): Told => ({
      rule: "La ronda de calentamiento (warm-up) no cuenta.",
      seen: `El calentamiento de ${seen.name} tardó ${seen.warmUp} ms, y tu \`max\` es ${seen.got}.`,
      hint: "No agregues su tiempo a la lista.",
    }),
    median: (seen): Told => ({
      rule: "La mediana es el tiempo que queda en el medio de los tiempos ordenados.",
      seen: `Las rondas de ${seen.name} tardaron ${seen.times} ms; tu mediana es ${seen.got}.`,
      hint: "`sort()` a secas ordena como texto; y una ronda lenta mueve el promedio, pero no la mediana.",
    }),
    range: (seen): Told => ({
      rule: "`min` y `max` son la ronda más corta y la más larga del cliente.",
      seen: `Las rondas de ${seen.name} tardaron ${seen.times} ms; tu rango va de ${seen.min} a ${seen.max}.`,
      hint: "`Math.min(...times)` y `Math.max(...times)`, con los tiempos de ese cliente y de ningún otro.",
    }),
  },
};
