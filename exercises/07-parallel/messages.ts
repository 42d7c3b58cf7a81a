import { defineMessages, plural, type Told, was } from "async-lab/exercise";

const threads = (count: number): string =>
  count === 1 ? "quedaba 1 hilo de trabajo" : `quedaban ${count} hilos de trabajo`;

const en = {
  right: (seen: { items: number; workers: number }) =>
    `${seen.items} jobs in ${seen.workers} worker threads at once, the results in the order of the items, and no thread left behind.`,
  rules: {
    "never-ended": (seen: { done: number; count: number }): Told => ({
      rule: "The function has to come to an end.",
      seen: `${seen.done} of ${plural(seen.count, "job")} ${was(seen.done)} done; then nothing moved any more, neither a job nor a thread, and the function did not end.`,
      hint: "It waits for a promise that nobody resolves: for a message of a thread that has none to send, or for more items than there are.",
    }),
    "each-item-once": (seen: { item: number; times: number }): Told => ({
      rule: "Every item is worked on once.",
      seen: `The item ${seen.item} was worked on ${plural(seen.times, "time")}.`,
      hint: "Give each item to `pool.run` once: `items.map((item) => pool.run(item))`.",
    }),
    "jobs-left": (seen: { done: number; count: number }): Told => ({
      rule: "The function ends only when every job is done.",
      seen: `When it returned, ${seen.done} of ${plural(seen.count, "job")} ${was(seen.done)} done.`,
      hint: "`pool.run` returns a promise: wait for all of them before you close the pool and return.",
    }),
    "no-threads": (seen: { got: string }): Told => ({
      rule: "The function that `file` holds is called for every item, in worker threads.",
      seen: `It returned ${seen.got}, and neither had a thread been started nor the function of the file been called.`,
      hint: "`new Piscina({ filename: file })` makes the pool, and `pool.run(item)` calls the function of the file in one of its threads.",
    }),
    "in-this-thread": (seen: { count: number }): Told => ({
      rule: "The work is done in worker threads.",
      seen: `${plural(seen.count, "job")} ran in the notebook's own thread.`,
      hint: "Do not import the file yourself: give its path to `new Piscina({ filename: file })`.",
    }),
    "in-processes": (seen: { count: number }): Told => ({
      rule: "The work is done in worker threads.",
      seen: `${plural(seen.count, "job")} ran in ${seen.count === 1 ? "a process of its own" : "processes of their own"}.`,
      hint: "A process needs a whole Node for itself. `new Piscina({ filename: file })`, or `new Worker(…)` of `node:worker_threads`, starts threads.",
    }),
    "older-threads": (seen: { count: number }): Told => ({
      rule: "The function starts its threads itself, and leaves none behind.",
      seen: `${plural(seen.count, "job")} ran in a thread that had been there before the function was called.`,
      hint: "Make the pool inside the function, for each call its own, and close it there.",
    }),
    "too-few-at-work": (seen: { most: number; workers: number }): Told => ({
      rule: "As many jobs run at once as there are workers.",
      seen: `With ${plural(seen.workers, "worker")}, at most ${seen.most} ${was(seen.most)} at work at once.`,
      hint: "Give all the items to the pool first, and wait afterwards; an `await` inside a loop keeps the others idle. Is `maxThreads` set?",
    }),
    "too-many-at-work": (seen: { most: number; workers: number }): Told => ({
      rule: "There are never more threads than workers, at work or idle.",
      seen: `With ${plural(seen.workers, "worker")}, it had ${plural(seen.most, "thread")} at once.`,
      hint: "Set `maxThreads: workers` (and `minThreads`, which must not be more); one pool for all items.",
    }),
    "workers-idle": (seen: { workers: number; done: number; left: number }): Told => ({
      rule: "A worker that is done takes the next item; it does not wait for the others.",
      seen: `With ${plural(seen.workers, "worker")}, ${plural(seen.left, "item")} ${was(seen.left)} left and nobody began ${seen.left === 1 ? "it" : "them"}, since one job was not over yet.`,
      hint: "Lists of as many items as there are workers wait for the slowest of each list: give the pool all the items at once.",
    }),
    results: (seen: { expected: string; got: string }): Told => ({
      rule: "The function returns the result of every job.",
      seen: `Expected was ${seen.expected}; it returned ${seen.got}.`,
      hint: "`Promise.all` of the promises that `pool.run` gives you is the list of results.",
    }),
    "result-order": (seen: { expected: string; got: string }): Told => ({
      rule: "The results are in the order of the items, whichever job is done first.",
      seen: `Expected was ${seen.expected}; it returned ${seen.got}.`,
      hint: "A `push` when a job is done writes down the order of the ends; `Promise.all` keeps the order of the items.",
    }),
    "changed-the-items": (seen: { before: string; after: string }): Told => ({
      rule: "The list that the function is given is left as it was.",
      seen: `It was ${seen.before}; after the call it is ${seen.after}.`,
      hint: "`shift`, `pop` and `splice` change the array itself; work on a copy: `[...items]`.",
    }),
    "threads-left": (seen: { count: number }): Told => ({
      rule: "The function leaves no thread behind.",
      seen: `After it had returned, ${plural(seen.count, "worker thread")} ${was(seen.count)} still there.`,
      hint: "Close the pool before you return: `await pool.close()`.",
    }),
    "threads-left-after-error": (seen: { count: number }): Told => ({
      rule: "The function leaves no thread behind, even when a job fails.",
      seen: `A job threw an error, and ${plural(seen.count, "worker thread")} ${was(seen.count)} still there afterwards.`,
      hint: "Put the work into `try { … }` and `await pool.close()` into `finally { … }`.",
    }),
    "pool-still-closing": (seen: { count: number }): Told => ({
      rule: "The function ends only when its threads have.",
      seen: `With ${plural(seen.count, "item")} to work on, it ended while its pool was still closing.`,
      hint: "`pool.close()` and `pool.destroy()` return a promise: `await` it, also inside `finally`.",
    }),
    "other-job-error": (seen: { expected: string; got: string }): Told => ({
      rule: "When a job fails, its error comes out of the function.",
      seen: `The job failed with "${seen.expected}"; out came "${seen.got}".`,
      hint: "Let the error pass, or give it to the one you throw: `new Error(…, { cause: error })`.",
    }),
    "lost-job-error": (seen: { item: number; got: string }): Told => ({
      rule: "When a job fails, the function fails.",
      seen: `The job of the item ${seen.item} threw an error, and the function returned ${seen.got}.`,
      hint: "Is there a `catch` that swallows the error, or an `allSettled` whose failures nobody reads?",
    }),
  },
};

const es: typeof en = {
  right: (seen) =>
    `${seen.items} trabajos en ${seen.workers} hilos a la vez, los resultados en el orden de los elementos, y no quedó ningún hilo vivo.`,
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
  },
};

/** What `check("07-parallel", …)` tells, and what makes the violation of a rule. */
export const { messages, violation } = defineMessages({ en, es });
