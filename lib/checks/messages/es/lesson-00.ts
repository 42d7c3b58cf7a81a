import type { lesson00 as en } from "../en/lesson-00.js";
import type { Told } from "../told.js";
import { plural } from "../words.js";

export const lesson00: typeof en = {
  right: {
    "00-order": (seen) =>
      `${seen.labels}: primero las líneas sincrónicas, después la microtarea (microtask), después el temporizador (timer) y al final la red.`,
    "00-frozen": (seen) =>
      `Una función que estaba lista antes de la llamada a ${seen.name} no pudo correr hasta que ${seen.name} terminó: el event loop estuvo detenido. La palabra async adelante no cambia eso.`,
  },
  rules: {
    "labels-in-one-text": (seen): Told => ({
      rule: "Cada etiqueta es un elemento de la lista, un texto aparte.",
      seen: `Tu lista es ${seen.got}: ${plural(seen.elements, "elemento")} en lugar de ${seen.count}, con varias etiquetas en un mismo texto. Si el orden está bien no se miró.`,
      hint: 'Poné cada etiqueta entre sus propias comillas, y las comas entre ellas: `["A", "B"]`, no `["A, B"]`.',
    }),
    labels: (seen): Told => ({
      rule: "Cada etiqueta está una vez en la lista, y no hay nada más.",
      seen: `Las etiquetas son ${seen.expected}; tu lista es ${seen.got}.`,
      hint: "Cada etiqueta se imprime exactamente una vez, y una etiqueta es lo que recibe `print`.",
    }),
    "starts-at-once": (seen): Told => ({
      rule: "Una función async empieza en el acto y corre hasta su primer `await`.",
      seen: `En tu lista (${seen.got}), A no es la primera.`,
      hint: "La llamada `visit(print)` no espera nada antes de imprimir A.",
    }),
    "synchronous-first": (seen): Told => ({
      rule: "Lo sincrónico corre hasta el final antes que cualquier cosa que espera.",
      seen: `En tu lista (${seen.got}), ${seen.before} se imprime antes que E.`,
      hint: "Ningún temporizador ni `then` puede interrumpir las líneas de `fiveLabels`; ¿qué etiqueta imprimen al final?",
    }),
    "network-last": (seen): Told => ({
      rule: "Después de `await fetch(…)` una función sigue recién cuando llegó la respuesta.",
      seen: `En tu lista (${seen.got}), B no es la última.`,
      hint: "La página tarda un quinto de segundo; un temporizador de 0 ms, no.",
    }),
    "microtask-before-timer": (seen): Told => ({
      rule: "Las microtareas (microtasks: lo que sigue a una promesa) corren antes que el próximo temporizador (timer).",
      seen: `En tu lista (${seen.got}), C se imprime antes que D.`,
      hint: "No importa cuál de los dos está escrito primero.",
    }),
    "unknown-name": (seen): Told => ({
      rule: "La respuesta es el nombre de una de las funciones.",
      seen: `Las funciones son ${seen.expected}; tu respuesta es ${seen.got}.`,
      hint: "Escribí uno de esos nombres y nada más: exactamente una de las tres congela el event loop.",
    }),
    "not-frozen": (seen): Told => ({
      rule: "Mientras el event loop está congelado, nada más puede correr.",
      seen: `Una función que estaba lista antes de la llamada a ${seen.name} corrió antes de que ${seen.name} terminara.`,
      hint: "Una función que tarda mucho no es lo mismo que una que bloquea: grabá cada una por separado y buscá un pico tan largo como su trabajo.",
    }),
  },
};
