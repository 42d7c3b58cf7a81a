import type { en, Told } from "./en.js";

const plural = (count: number, one: string, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;

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
  errorHint:
    "Ejecutá la función sola en otra celda, con una única URL, y leé el rastro del error (traceback) completo.",
  errorHintOther: "Lanzá un Error (`throw new Error(…)`): así se sabe de dónde viene.",

  right: {
    "00-order": (seen) =>
      `${seen.labels}: primero las líneas sincrónicas, después la microtarea (microtask), después el temporizador (timer) y al final la red.`,
    "00-frozen": (seen) =>
      `Mientras corría ${seen.name}, durante ${seen.ms} ms, el latido (heartbeat) estuvo detenido ${seen.missed} ms. La palabra async adelante no cambia eso.`,
    "01-one-by-one": (seen) =>
      `${seen.count} páginas en el orden de las URL, y nunca más de un pedido en vuelo.`,
    "02-all": (seen) =>
      `Los ${seen.count} pedidos estuvieron en vuelo a la vez, y las páginas están en el orden de las URL aunque llegaron en otro.`,
    "02-as-completed": (seen) =>
      `Los ${seen.count} pedidos estuvieron en vuelo a la vez, y cada página salió apenas llegó.`,
    "02-settled": (seen) =>
      `${seen.pages} páginas y ${seen.failures} fallas, cada una con su URL y su motivo: no se perdió nada.`,
  },

  rules: {
    "did-not-finish": (seen): Told => ({
      rule: "La función tiene que terminar.",
      seen: `No terminó en ${seen.seconds} s; se respondieron ${seen.answered} de ${plural(seen.count, "pedido")}.`,
      hint: "Buscá una promesa (promise) que nadie resuelve, o un bucle cuya condición nunca cambia.",
    }),
    "returned-early": (seen): Told => ({
      rule: "La función termina recién cuando su trabajo está hecho.",
      seen: `Volvió a los ${seen.ms} ms, con ${seen.answered} de ${plural(seen.count, "pedido")} ya respondidos.`,
      hint: "En algún lugar hay una promesa sin await; `forEach` con una función async es un lugar habitual.",
    }),
    "no-requests": (seen): Told => ({
      rule: "Las páginas salen de las URL que recibe la función.",
      seen: `Recibió ${plural(seen.count, "URL", "URL")} y el servidor no vio ningún pedido.`,
      hint: "Pedí las URL del parámetro, no una lista de otra celda.",
    }),
    "missing-requests": (seen): Told => ({
      rule: "Se piden todas las URL.",
      seen: `El servidor vio pedidos de ${seen.asked} de ${plural(seen.count, "URL", "URL")}; faltó ${seen.missing}.`,
      hint: "La cantidad de URL cambia de una llamada a otra: tomala de la lista.",
    }),
    "repeated-requests": (seen): Told => ({
      rule: "Cada URL se pide una sola vez.",
      seen: `El servidor vio ${seen.url} ${seen.times} veces.`,
      hint: "Guardá la promesa, o la página, del primer pedido en lugar de volver a empezarlo.",
    }),
    "other-requests": (seen): Told => ({
      rule: "Se piden solamente las URL de la lista.",
      seen: `El servidor vio además ${seen.url}.`,
      hint: "Usá cada URL tal como viene, con su query.",
    }),
    "not-a-list": (seen): Told => ({
      rule: "La función devuelve un array de páginas.",
      seen: `Devolvió ${seen.got}.`,
      hint: "¿Hay un `return` al final, y lo que devuelve es un array?",
    }),
    promises: (seen): Told => ({
      rule: "El array contiene páginas, no promesas de páginas.",
      seen: `${plural(seen.count, "elemento")} del array todavía ${seen.count === 1 ? "era una promesa" : "eran promesas"}.`,
      hint: "Una función async que devuelve un array de promesas no espera ninguna; `Promise.all` sí.",
    }),
    responses: (seen): Told => ({
      rule: "El array contiene páginas: el JSON que mandó el servidor, ya interpretado.",
      seen: `El elemento ${seen.index} es ${seen.got}.`,
      hint: "Interpretá el cuerpo: `await response.json()` con fetch, `.json()` con got.",
    }),
    "not-pages": (seen): Told => ({
      rule: "Cada elemento del array es la página de un país.",
      seen: `El elemento ${seen.index} es ${seen.got}.`,
      hint: "¿La función dentro de `map` devuelve algo por todos los caminos?",
    }),
    "page-count": (seen): Told => ({
      rule: "Hay una página por cada URL.",
      seen: `Entraron ${plural(seen.count, "URL", "URL")} y salieron ${plural(seen.got, "página")}.`,
      hint: "Buscá páginas que se agregan dos veces, o que quedan afuera.",
    }),
    "wrong-pages": (seen): Told => ({
      rule: "Las páginas son las que mandó el servidor.",
      seen: `El servidor mandó ${seen.expected}; en el resultado hay ${seen.got}.`,
      hint: "Devolvé el cuerpo interpretado tal como llegó, para cada una de las URL.",
    }),
    "url-order": (seen): Told => ({
      rule: "Las páginas están en el orden de las URL, lleguen en el orden que lleguen.",
      seen: `Las URL eran ${seen.expected}; las páginas son ${seen.got}.`,
      hint: "Un `push` cuando llega una página anota el orden de llegada; ¿qué conservan `map` y `Promise.all`?",
    }),
    "changed-the-list": (seen): Told => ({
      rule: "La lista que recibe la función queda como estaba.",
      seen: `Tenía ${plural(seen.before, "URL", "URL")}; después de la llamada tiene ${seen.after}, o las mismas en otro orden.`,
      hint: "`shift`, `pop`, `splice`, `sort` y `reverse` cambian el array mismo; trabajá sobre una copia: `[...urls]`.",
    }),
    "one-at-a-time": (seen): Told => ({
      rule: "Nunca hay más de un pedido en vuelo (in flight).",
      seen: `De ${plural(seen.count, "pedido")}, el servidor vio ${seen.mostInFlight} en vuelo a la vez.`,
      hint: "Esperá cada página con await dentro del bucle antes de empezar el pedido siguiente; `map` los empieza todos.",
    }),
    "requests-in-order": (seen): Told => ({
      rule: "Los pedidos se hacen en el orden de las URL.",
      seen: `Las URL eran ${seen.expected}; al servidor se le pidió ${seen.got}.`,
      hint: "Recorré la lista desde el primer elemento hasta el último.",
    }),
    "all-at-once": (seen): Told => ({
      rule: "Todos los pedidos están en vuelo (in flight) a la vez.",
      seen: `De ${plural(seen.count, "pedido")}, el servidor vio como mucho ${seen.mostInFlight} en vuelo a la vez.`,
      hint: "Primero empezá todos los pedidos, guardá las promesas, y recién entonces esperalas.",
    }),
    "lost-error": (seen): Told => ({
      rule: "Una página que no se puede conseguir no se pasa por alto en silencio: su error sale de la función.",
      seen: `No se pudo llegar a ${seen.url}, y la función terminó con ${seen.got}.`,
      hint: "¿Hay un `catch` que se traga el error, o un `allSettled` cuyas fallas nadie mira?",
    }),
    "not-iterable": (seen): Told => ({
      rule: "La función devuelve algo que `for await` puede recorrer.",
      seen: `Devolvió ${seen.got}.`,
      hint: "Escribila como `async function*` y entregá cada página con `yield`.",
    }),
    "arrival-order": (seen): Told => ({
      rule: "Las páginas salen en el orden en que llegan.",
      seen: `El servidor respondió ${seen.expected}; las páginas salieron ${seen.got}.`,
      hint: "Si esperás las promesas una tras otra obtenés el orden de las URL; ¿cuál de las pendientes se resuelve primero? `Promise.race` lo dice.",
    }),
    "as-they-arrive": (seen): Told => ({
      rule: "Cada página sale apenas llega.",
      seen: `Cuando salió la página ${seen.nth}, ya se habían respondido ${seen.answered} de ${plural(seen.count, "pedido")}.`,
      hint: "Algo espera varias páginas antes de hacer `yield`; `Promise.all` las espera todas.",
    }),
    "not-pages-and-failures": (seen): Told => ({
      rule: "La función devuelve un objeto con dos arrays: `{ pages, failures }`.",
      seen: `Devolvió ${seen.got}.`,
      hint: "Juntá los dos arrays y después `return { pages, failures };`.",
    }),
    rejected: (seen): Told => ({
      rule: "Una URL que falla no arrastra a las demás.",
      seen: `Fallaron ${seen.failing} de ${plural(seen.count, "URL", "URL")}, y toda la promesa fue rechazada (rejected) con ${seen.error}.`,
      hint: "`Promise.allSettled` espera todas y nunca rechaza; o atrapá el error de cada pedido por separado.",
    }),
    "failure-as-page": (seen): Told => ({
      rule: "Una URL que falla es una falla, no una página.",
      seen: `Entre las páginas está ${seen.got}, de una lista que incluye ${seen.url}.`,
      hint: "fetch no lanza un error ante un 404 o un 503: mirá `response.ok` (got lo lanza solo).",
    }),
    "lost-failures": (seen): Told => ({
      rule: "Cada URL que falla está en `failures`.",
      seen: `${seen.count === 1 ? "Falló" : "Fallaron"} ${plural(seen.count, "URL", "URL")} y se informaron ${seen.got}; falta ${seen.url}.`,
      hint: "Cuenta lo que falla sin respuesta (no hay conexión) y también lo que falla con una (404, 503).",
    }),
    "other-failures": (seen): Told => ({
      rule: "`failures` nombra una vez cada URL que falló, tal como estaba en la lista.",
      seen: `Contiene además ${seen.got}.`,
      hint: "`allSettled` conserva el orden de las URL: el resultado en un índice es el de la URL en ese índice.",
    }),
    "no-reason": (seen): Told => ({
      rule: "Cada falla dice por qué: `reason` es un texto que no está vacío.",
      seen: `El motivo de ${seen.url} es ${seen.got}.`,
      hint: "De un error, su `message`; de una respuesta que no está bien, su status.",
    }),
    "lost-pages": (seen): Told => ({
      rule: "Cada página que mandó el servidor está en `pages`.",
      seen: `Llegaron ${plural(seen.count, "página")} y quedaron ${seen.got}; falta ${seen.url}.`,
      hint: "Una falla no debe terminar el bucle, ni tirar lo que había llegado antes.",
    }),

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

  prediction: {
    noted: (value) => `Anotado: esperás ${value}.`,
    caption: "Tu predicción al lado de lo que se midió",
    predicted: "Predijiste",
    measured: "Se midió",
    ratio: "Medido / predicho",
    none: (value) => `Se midió: ${value}. (No había una predicción para poner al lado.)`,
    both: (predicted, measured) => `Predijiste ${predicted}; se midió: ${measured}.`,
    times: (ratio) => `Es ${ratio} veces lo que predijiste.`,
  },

  progress: {
    title: "Tu progreso",
    exercise: "ejercicio",
    lesson: "lección",
    outcome: "resultado",
    tries: "intentos",
    solved: "primera vez resuelto",
    summary: (right, total) => `${right} de ${plural(total, "ejercicio")} resueltos.`,
    where: (path) => `Guardado en ${path}, solamente en esta máquina.`,
    damaged: (path, aside) =>
      `No se pudo leer ${path}; quedó apartado como ${aside} y tu progreso empieza de nuevo.`,
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
