import type { lesson00 as en } from "../en/lesson-00.js";
import type { Told } from "../told.js";

export const lesson00: typeof en = {
  right: {
    "00-order": (seen) =>
      `${seen.labels}: primero las líneas sincrónicas, después la microtarea (microtask), después el temporizador (timer) y al final la red.`,
    "00-frozen": (seen) =>
      `Mientras corría ${seen.name}, durante ${seen.ms} ms, el latido (heartbeat) estuvo detenido ${seen.missed} ms. La palabra async adelante no cambia eso.`,
  },
  rules: {
    labels: (seen): Told => ({
      rule: "Cada etiqueta está una vez en la lista.",
      seen: `Las etiquetas son ${seen.expected}; tu lista es ${seen.got}.`,
      hint: "Cada etiqueta se imprime exactamente una vez.",
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
      hint: "Escribí el nombre sin paréntesis.",
    }),
    "not-frozen": (seen): Told => ({
      rule: "Cuando el bucle de eventos (event loop) está congelado, el latido (heartbeat) se detiene.",
      seen: `Mientras corría ${seen.name}, durante ${seen.ms} ms, al latido le faltaron apenas ${seen.missed} ms.`,
      hint: "Ejecutá cada función sola junto al latido, y compará la pausa más larga con lo que tardó.",
    }),
  },
};
