import type { lesson05 as en } from "../en/lesson-05.js";
import type { Told } from "../told.js";
import { plural } from "../words.js";

const numberHints: Readonly<Record<string, string>> = {
  string: "`toFixed` convierte un número en texto: dejalo sin redondear, o usá `Math.round`.",
  undefined: "¿Los campos se llaman `median`, `min` y `max`, y hay un tiempo en la posición que tomás?",
  "no-number":
    "`Math.min()` de una lista vacía es `Infinity`, y su valor del medio es `undefined`, con el que toda cuenta da `NaN`: ¿hay tiempos en la lista de cada cliente?",
};

const medianHints: Readonly<Record<string, string>> = {
  mean: "Ese es el promedio, que una ronda lenta mueve; la mediana es el del medio.",
  order: "Esa es la ronda del medio: primero ordená los tiempos.",
  text: "`sort()` a secas ordena como texto, 100 antes que 20: `sort((a, b) => a - b)`.",
};

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
      rule: "La función devuelve un array con un objeto por cliente: `{ name, median, min, max }`.",
      seen: `Devolvió ${seen.got}.`,
      hint: "Guardá los tiempos de cada cliente bajo su nombre y armá los objetos al final.",
    }),
    "one-for-each": (seen): Told => ({
      rule: "Hay un objeto por cliente, con su nombre.",
      seen: `Los clientes eran ${seen.wanted}; los objetos son los de ${seen.got}.`,
      hint: "Los nombres son las claves del objeto `clients`: `Object.entries(clients)` da cada una con su cliente.",
    }),
    "not-numbers": (seen): Told => ({
      rule: "`median`, `min` y `max` son números.",
      seen: `En el objeto de ${seen.name}, \`${seen.field}\` es ${seen.got}.`,
      hint:
        numberHints[seen.kind] ??
        "Es otra cosa que un número: ¿falta un `await`, o hay una lista en su lugar?",
    }),
    "measures-anew": (seen): Told => ({
      rule: "Cada llamada mide de nuevo.",
      seen: `Con ${plural(seen.clients, "cliente")} y ${plural(seen.rounds, "ronda")} la primera llamada salió bien; la misma llamada, más tarde, no.`,
      hint: "¿La lista de tiempos está afuera de la función? Todavía guarda los de llamadas anteriores: armá una nueva en cada llamada.",
    }),
    milliseconds: (seen): Told => ({
      rule: "Los tiempos van en milisegundos.",
      seen: `Las rondas de ${seen.name} tardaron ${seen.times} ms; tu \`max\` es ${seen.got}.`,
      hint: "`performance.now()` ya cuenta milisegundos.",
    }),
    "warm-up-counted": (seen): Told => ({
      rule: "La ronda de calentamiento (warm-up) no cuenta.",
      seen: `El calentamiento de ${seen.name} tardó ${seen.warmUp} ms, y sus rondas siguientes ${seen.times}; tus cifras son ${seen.got}.`,
      hint: "No agregues a la lista el tiempo de la primera ronda, y agregá los de todas las que siguen.",
    }),
    "another-round-dropped": (seen): Told => ({
      rule: "La ronda que no cuenta es la primera, sea rápida o lenta.",
      seen: `El calentamiento de ${seen.name} tardó ${seen.warmUp} ms, y sus rondas siguientes ${seen.times}; tus cifras son ${seen.got}, sin la más lenta o la más rápida de todas.`,
      hint: "Sacá el primer tiempo antes de ordenar: después ya nadie sabe cuál era.",
    }),
    "one-list": (seen): Told => ({
      rule: "Cada cliente tiene sus propias cifras.",
      seen: `Las rondas de ${seen.name} tardaron ${seen.times} ms; tus cifras son ${seen.got}, que son las de todos los clientes juntos.`,
      hint: "Una lista para cada cliente, bajo su nombre, y no una para todos.",
    }),
    "other-client": (seen): Told => ({
      rule: "Cada cliente tiene sus propias cifras.",
      seen: `Las rondas de ${seen.name} tardaron ${seen.times} ms; tus cifras son ${seen.got}, que son las de otro cliente.`,
      hint: "¿Qué nombre reciben los tiempos? Guardá las dos cosas juntas: `Object.entries(clients)` da un nombre con su cliente.",
    }),
    "page-timed": (seen): Told => ({
      rule: "Lo que se mide es la ronda: desde que empieza hasta que llegó la última de sus páginas.",
      seen: `Las rondas de ${seen.name} tardaron ${seen.times} ms; tus cifras son ${seen.got}, que son las de sus páginas.`,
      hint: "Pará el reloj después de `Promise.all`, no en cada página.",
    }),
    "one-start": (seen): Told => ({
      rule: "El reloj arranca de nuevo en cada ronda de cada cliente.",
      seen: `Las rondas de ${seen.name} tardaron ${seen.times} ms; tus cifras son ${seen.got}, que cuentan también lo que corrió antes, o después.`,
      hint: "Tomá el inicio adentro del ciclo interior, justo antes de la ronda; `timeRound` lo hace.",
    }),
    median: (seen): Told => ({
      rule: "La mediana es el tiempo que queda en el medio de los tiempos ordenados.",
      seen: `Las rondas de ${seen.name} tardaron ${seen.times} ms; tu mediana es ${seen.got}.`,
      hint:
        medianHints[seen.slip] ??
        "Ordená una copia de los tiempos, `[...times].sort((a, b) => a - b)`, y tomá el que está en `Math.floor(times.length / 2)`.",
    }),
    range: (seen): Told => ({
      rule: "`min` y `max` son la ronda más corta y la más larga del cliente.",
      seen: `Las rondas de ${seen.name} tardaron ${seen.times} ms; tu rango va de ${seen.min} a ${seen.max}.`,
      hint: "`Math.min(...times)` y `Math.max(...times)`, con los tiempos de ese cliente y de ningún otro.",
    }),
  },
};
