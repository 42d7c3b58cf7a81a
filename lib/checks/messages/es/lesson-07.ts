import type { lesson07 as en } from "../en/lesson-07.js";
import type { Told } from "../told.js";
import { plural } from "../words.js";

const threads = (count: number): string =>
  count === 1 ? "quedaba 1 hilo de trabajo" : `quedaban ${count} hilos de trabajo`;

export const lesson07: typeof en = {
  right: {
    "07-parallel": (seen) =>
      `${seen.items} trabajos en ${seen.workers} hilos a la vez, los resultados en el orden de los elementos, y no quedó ningún hilo vivo.`,
    "07-choose": (seen) =>
      `Los ${seen.count} están donde corresponde: la espera en el bucle, el cálculo en hilos, los otros programas en procesos.`,
  },
  rules: {
    "never-ended": (seen): Told => ({
      rule: "La función tiene que terminar.",
      seen: `${seen.done === 1 ? "Terminó 1" : `Terminaron ${seen.done}`} de ${plural(seen.count, "trabajo")}; después no se movió nada más, ni un trabajo ni un hilo, y la función no terminó.`,
      hint: "Espera una promesa que nadie resuelve: un mensaje de un hilo que no tiene ninguno para mandar, o más elementos de los que hay.",
    }),
    "each-item-once": (seen): Told => ({
      rule: "Cada elemento se trabaja una vez.",
      seen: `El elemento ${seen.item} se trabajó ${plural(seen.times, "vez", "veces")}.`,
      hint: "Dale cada elemento una sola vez a `pool.run`: `items.map((item) => pool.run(item))`.",
    }),
    "jobs-left": (seen): Told => ({
      rule: "La función termina recién cuando terminaron todos los trabajos.",
      seen: `Cuando volvió, iban ${seen.done} de ${plural(seen.count, "trabajo")}.`,
      hint: "`pool.run` devuelve una promesa: esperalas todas antes de cerrar el pool y volver.",
    }),
    "no-threads": (seen): Told => ({
      rule: "La función que contiene `file` se llama para cada elemento, en hilos de trabajo (worker threads).",
      seen: `Devolvió ${seen.got}, y ni arrancó un hilo ni se llamó a la función del archivo.`,
      hint: "`new Piscina({ filename: file })` crea el pool, y `pool.run(item)` llama a la función del archivo en uno de sus hilos.",
    }),
    "in-this-thread": (seen): Told => ({
      rule: "El trabajo se hace en hilos de trabajo (worker threads).",
      seen: `${plural(seen.count, "trabajo")} ${seen.count === 1 ? "corrió" : "corrieron"} en el hilo del notebook.`,
      hint: "No importes vos el archivo: dale su ruta a `new Piscina({ filename: file })`.",
    }),
    "in-processes": (seen): Told => ({
      rule: "El trabajo se hace en hilos de trabajo (worker threads).",
      seen: `${plural(seen.count, "trabajo")} ${seen.count === 1 ? "corrió en un proceso propio" : "corrieron en procesos propios"}.`,
      hint: "Un proceso necesita un Node entero para él solo. `new Piscina({ filename: file })`, o `new Worker(…)` de `node:worker_threads`, arranca hilos.",
    }),
    "older-threads": (seen): Told => ({
      rule: "La función arranca sus propios hilos, y no deja ninguno vivo.",
      seen: `${plural(seen.count, "trabajo")} ${seen.count === 1 ? "corrió" : "corrieron"} en un hilo que ya estaba antes de llamar a la función.`,
      hint: "Creá el pool adentro de la función, uno por llamada, y cerralo ahí.",
    }),
    "too-few-at-work": (seen): Told => ({
      rule: "Trabajan a la vez tantos como hilos hay.",
      seen: `Con ${plural(seen.workers, "hilo")}, como mucho ${seen.most === 1 ? "trabajaba 1" : `trabajaban ${seen.most}`} a la vez.`,
      hint: "Primero dale todos los elementos al pool, y esperá después; un `await` dentro de un ciclo deja a los demás sin hacer nada. ¿Pusiste `maxThreads`?",
    }),
    "too-many-at-work": (seen): Told => ({
      rule: "Nunca hay más hilos que los que pide `workers`, ni trabajando ni sin hacer nada.",
      seen: `Con ${seen.workers} en \`workers\`, tuvo ${plural(seen.most, "hilo")} a la vez.`,
      hint: "Poné `maxThreads: workers` (y `minThreads`, que no puede ser mayor); un solo pool para todos los elementos.",
    }),
    "workers-idle": (seen): Told => ({
      rule: "El hilo que termina toma el elemento siguiente; no espera a los demás.",
      seen: `Con ${plural(seen.workers, "hilo")}, ${seen.left === 1 ? "quedaba 1 elemento y nadie lo empezaba" : `quedaban ${seen.left} elementos y nadie los empezaba`}, porque un trabajo todavía no había terminado.`,
      hint: "Las listas de tantos elementos como hilos esperan al más lento de cada lista: dale al pool todos los elementos de una vez.",
    }),
    results: (seen): Told => ({
      rule: "La función devuelve el resultado de cada trabajo.",
      seen: `Se esperaba ${seen.expected}; devolvió ${seen.got}.`,
      hint: "`Promise.all` de las promesas que te da `pool.run` es la lista de resultados.",
    }),
    "result-order": (seen): Told => ({
      rule: "Los resultados están en el orden de los elementos, termine quien termine primero.",
      seen: `Se esperaba ${seen.expected}; devolvió ${seen.got}.`,
      hint: "Un `push` cuando termina un trabajo anota el orden de los finales; `Promise.all` conserva el orden de los elementos.",
    }),
    "changed-the-items": (seen): Told => ({
      rule: "La lista que recibe la función queda como estaba.",
      seen: `Era ${seen.before}; después de la llamada es ${seen.after}.`,
      hint: "`shift`, `pop` y `splice` cambian el array mismo; trabajá sobre una copia: `[...items]`.",
    }),
    "threads-left": (seen): Told => ({
      rule: "La función no deja ningún hilo vivo.",
      seen: `Después de que volvió, todavía ${threads(seen.count)}.`,
      hint: "Cerrá el pool antes de volver: `await pool.close()`.",
    }),
    "threads-left-after-error": (seen): Told => ({
      rule: "La función no deja ningún hilo vivo, tampoco cuando falla un trabajo.",
      seen: `Un trabajo lanzó un error, y después todavía ${threads(seen.count)}.`,
      hint: "Poné el trabajo en `try { … }` y `await pool.close()` en `finally { … }`.",
    }),
    "pool-still-closing": (seen): Told => ({
      rule: "La función termina recién cuando terminaron sus hilos.",
      seen: `Con ${plural(seen.count, "elemento")} para trabajar, terminó mientras su pool todavía estaba cerrando.`,
      hint: "`pool.close()` y `pool.destroy()` devuelven una promesa: esperala con `await`, también adentro del `finally`.",
    }),
    "other-job-error": (seen): Told => ({
      rule: "Si falla un trabajo, su error sale de la función.",
      seen: `El trabajo falló con "${seen.expected}"; salió "${seen.got}".`,
      hint: "Dejá pasar el error, o dáselo al que lanzás vos: `new Error(…, { cause: error })`.",
    }),
    "lost-job-error": (seen): Told => ({
      rule: "Si falla un trabajo, falla la función.",
      seen: `El trabajo del elemento ${seen.item} lanzó un error, y la función devolvió ${seen.got}.`,
      hint: "¿Hay un `catch` que se traga el error, o un `allSettled` cuyas fallas nadie lee?",
    }),
    "unknown-place": (seen): Told => ({
      rule: "Cada tarea va al bucle, a un hilo o a un proceso.",
      seen: `Para ${seen.work} tu respuesta es ${seen.got}.`,
      hint: 'Escribí `"loop"`, `"thread"` o `"process"`.',
    }),
    "waiting-is-for-the-loop": (seen): Told => ({
      rule: "Para esperar no hace falta ni un hilo ni un proceso: el bucle de eventos espera miles de cosas a la vez.",
      seen: `Para ${seen.work} tu respuesta es ${seen.got}.`,
      hint: "¿Quién calcula ahí? Tu máquina, no.",
    }),
    "computing-is-for-threads": (seen): Told => ({
      rule: "El cálculo largo en JavaScript va en hilos de trabajo (worker threads): en el bucle bloquea todo, y un proceso propio es más de lo que hace falta.",
      seen: `Para ${seen.work} tu respuesta es ${seen.got}.`,
      hint: "Es tu propio JavaScript, es largo, y no espera a nadie.",
    }),
    "too-small-to-move": (seen): Told => ({
      rule: "Lo que tarda menos que su propio viaje se queda donde están sus datos.",
      seen: `Para ${seen.work} tu respuesta es ${seen.got}.`,
      hint: "¿Cuánto tarda? ¿Y cuánto tarda un hilo en empezar?",
    }),
    "another-program-is-a-process": (seen): Told => ({
      rule: "Un programa en otro lenguaje corre en un proceso propio.",
      seen: `Para ${seen.work} tu respuesta es ${seen.got}.`,
      hint: "El bucle y los hilos de trabajo de Node corren solamente JavaScript.",
    }),
    "what-may-crash-is-a-process": (seen): Told => ({
      rule: "Lo que puede romperse va en un proceso propio: si se rompe en un hilo, se lleva puesto todo el proceso.",
      seen: `Para ${seen.work} tu respuesta es ${seen.got}.`,
      hint: "¿Cuál de los tres tiene memoria propia y se puede morir solo?",
    }),
  },
};
