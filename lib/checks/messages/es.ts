import type { en } from "./en.js";
import { homework } from "./es/homework.js";
import { rules } from "./es/rules.js";
import { plural } from "./words.js";

/** Todas las frases de las verificaciones en castellano rioplatense. */
export const es: typeof en = {
  outcomes: {
    right: "Correcto",
    incorrect: "Todavía no",
    error: "Error en tu código",
    "not attempted": "Sin intentar",
  },
  hint: "Pista",
  notAttempted:
    "Por ahora no hay nada para revisar. Escribí tu respuesta en la celda de arriba, ejecutala y volvé a ejecutar esta.",
  cell: "celda",
  line: "línea",
  cause: "causa",
  thrownNotError: (shown) => `Tu código lanzó ${shown}, que no es un Error.`,
  thrown: (name, message) => `Tu código lanzó ${name}: ${message}`,
  thrownAt: (place) => `Viene de ${place}.`,
  aggregate: (shown, total) =>
    shown < total
      ? `Contiene ${total} errores; estos son los primeros ${shown}`
      : `Contiene ${plural(total, "error", "errores")}`,
  checked: (name, cell) => `Se revisó: \`${name}\` como quedó al ejecutar la celda ${cell}.`,
  outdated: {
    "not-compiled": (name, cell) => ({
      message: `La celda ${cell}, que declara \`${name}\`, tiene un error: no se ejecutó nada de ella y no hay una versión nueva para revisar.`,
      hint: "Corregí esa celda y ejecutala; después volvé a ejecutar esta.",
    }),
    failed: (name, cell) => ({
      message: `La celda ${cell} terminó con un error antes de llegar a \`${name}\`: no hay una versión nueva para revisar.`,
      hint: "Corregí esa celda y ejecutala; después volvé a ejecutar esta.",
    }),
    stopped: (name, cell) => ({
      message: `La celda ${cell} se paró antes de llegar a \`${name}\`: no hay una versión nueva para revisar.`,
      hint: "Ejecutá esa celda hasta el final; después volvé a ejecutar esta.",
    }),
    "not-declared": (name, cell) => ({
      message: `La celda ${cell} declaraba \`${name}\` cuando la ejecutaste antes, y ya no: lo que queda no está más en tu notebook.`,
      hint: `Volvé a declarar \`${name}\`, en esa celda o en otra, y ejecutala; después volvé a ejecutar esta.`,
    }),
  },
  errorHint:
    "Ejecutá la función sola en otra celda, con una única URL, y leé el rastro del error (traceback) completo.",
  errorHintOther: "Lanzá un Error (`throw new Error(…)`): así se sabe de dónde viene.",

  rules,

  timeline: {
    title: "Lo que vio el servidor, en el tiempo propio de la función",
    here: "acá se rompe la regla",
    returned: "la función terminó",
    inFlight: "en vuelo",
    cut: "sin respuesta",
    summary: (seen: { count: number; max: number; first: string; last: string }) =>
      `${plural(seen.count, "pedido")}, como máximo ${seen.max} en vuelo (in flight); el primero empezó a los ${seen.first} y el último terminó a los ${seen.last}.`,
    returnedAt: (ms: string) => `La función terminó a los ${ms}.`,
    notReturned: "La función no terminó.",
    placeAt: (from: string, to: string | undefined) =>
      to === undefined
        ? `La regla se rompe a los ${from}.`
        : `La regla se rompe entre los ${from} y los ${to}.`,
    more: (count: number) => `${count === 1 ? "Falta dibujar 1 pedido" : `Faltan dibujar ${count} pedidos`}.`,
  },

  homework,

  todo: "falta escribir esta función",
  expects: {
    aFunction: (type) => `una función ${type}`,
    aTest: (type) => `una función ${type} que lanza un error si \`retry\` está mal`,
    anObject: (names) => `un objeto con ${names}`,
    aName: "el nombre de una función (string)",
    labels: "un arreglo (array) de etiquetas (string[])",
  },
  checkTakes: (id, expects, given) => `check("${id}", …) lleva ${expects}, no ${given}`,
  noSuchExercise: (id, ids) => `check: no hay ningún ejercicio ${id}; hay ${ids}`,
  checkHomeworkTakes: (given) =>
    `checkHomework(scrape) lleva una función (urls: string[]) => Promise<Scraped>, no ${given}`,
  prediction: {
    noted: (value) => `Anotado: esperás ${value}.`,
    missing:
      "Todavía no hay predicción. Poné la tuya en el lugar del comentario `/* … */` y volvé a ejecutar esta celda. (También podés seguir sin predecir.)",
    before: (value) =>
      `Ya estaba anotado: esperás ${value}. Para cambiarlo, poné otro valor en el lugar del comentario \`/* … */\`.`,
    oneValue: (point) =>
      `No se anotó nada: es más de un valor. Los decimales van después de un punto: \`${point}\`.`,
    noComma: (whole) =>
      `No se anotó nada: con una coma en el medio, es más de un valor. Los miles van sin separar: \`${whole}\`. Los decimales van después de un punto.`,
    caption: "Tu predicción al lado de lo que se midió",
    predicted: "Predijiste",
    measured: "Se midió",
    ratio: "Medido / predicho",
    none: (value) => `Se midió: ${value}. (No había una predicción para poner al lado.)`,
    both: (predicted, measured) => `Predijiste ${predicted}; se midió: ${measured}.`,
    times: (ratio) => `Es ${ratio} veces lo que predijiste.`,
    noSuchId: (id, ids) => `Ninguna lección tiene una predicción ${id}; hay ${ids}.`,
    units: {
      milliseconds: [" ms", " ms"],
      seconds: [" s", " s"],
      times: ["×", "×"],
      kilobytes: [" kB", " kB"],
      beats: [" latido", " latidos"],
      connections: [" conexión", " conexiones"],
      pages: [" página", " páginas"],
      requests: [" pedido", " pedidos"],
      attempts: [" intento", " intentos"],
      retries: [" reintento", " reintentos"],
      numbers: [" número", " números"],
      jobs: [" trabajo por segundo", " trabajos por segundo"],
    },
  },

  progress: {
    title: "Tu progreso",
    exercise: "ejercicio",
    exercises: "ejercicios",
    solvedOf: "resueltos",
    of: (right, total) => `${right} de ${total}`,
    tried: (tries) => plural(tries, "intento"),
    lesson: "lección",
    outcome: "resultado",
    tries: "intentos",
    solved: "primera vez resuelto",
    summary: (right, total) => `${right} de ${plural(total, "ejercicio")} resueltos.`,
    where: (path) => `Guardado en ${path}, solamente en esta máquina.`,
    damaged: (path, aside) =>
      `No se pudo leer ${path}; quedó apartado como ${aside} y tu progreso empieza de nuevo.`,
    notRead: (path, reason) => `No se pudo leer tu progreso en ${path}: ${reason}`,
    notSaved: (path, reason) => `No se pudo guardar tu progreso en ${path}: ${reason}`,
    help: `Uso: npm run progress -- [opciones]

Muestra qué ejercicios intentaste y cuáles resolviste.

  --json            como JSON
  --lang <en|es>    el idioma de la tabla
  --help            este texto

ASYNC_LAB_STATE nombra otra carpeta de donde leer progress.json.`,
    badOption: (option) => `progress: opción desconocida ${option}; --help las muestra`,
    badLanguage: (value) => `progress: --lang acepta en o es, no ${value}`,
  },
};
