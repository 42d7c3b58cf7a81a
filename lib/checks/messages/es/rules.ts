import type { rules as en } from "../en/rules.js";
import { plural, type Told } from "../words.js";

/** Las reglas sobre listas de páginas, que comparten varios ejercicios. */
export const rules: typeof en = {
  "did-not-finish": (seen): Told => ({
    rule: "La función tiene que terminar.",
    seen: `No terminó en ${seen.seconds} s; se respondieron ${seen.answered} de ${plural(seen.count, "pedido")}.`,
    hint: "Buscá una promesa (promise) que nadie resuelve, o un bucle cuya condición nunca cambia.",
  }),
  "never-settles": (seen): Told => ({
    rule: "La función tiene que terminar.",
    seen: `A los ${seen.seconds} s de su propio tiempo, con ${seen.answered} de ${plural(seen.count, "pedido")} ya respondidos, no quedaba nada que pudiera seguir: ni un temporizador (timer) ni un pedido.`,
    hint: "Espera una promesa (promise) que ya nadie resuelve; un lugar que nunca se devuelve es un motivo habitual.",
  }),
  "never-rests": (seen): Told => ({
    rule: "Una función que espera deja seguir al event loop.",
    seen: `A los ${seen.seconds} s de su propio tiempo, con ${seen.answered} de ${plural(seen.count, "pedido")} ya respondidos, seguía calculando sin pausa.`,
    hint: "Buscá un bucle que espera a que pase el tiempo o a que cambie una variable; en su lugar, usá `await` con un temporizador o una promesa.",
  }),
  "blocking-call": (seen): Told => ({
    rule: "Esperar una página no bloquea el bucle de eventos (event loop).",
    seen: `Llamó a \`${seen.call}\`${seen.times > 1 ? ` ${seen.times} veces` : ""}, que se queda quieta hasta tener lo que espera; mientras tanto no corre nada más. La verificación no la dejó: su servidor responde en el mismo hilo.`,
    hint: "Usá la hermana que devuelve una promesa y esperala con `await`: `fetch` o got para una página, `execFile` para un programa, el `setTimeout` de `node:timers/promises` para una pausa.",
  }),
  "another-program": (seen): Told => ({
    rule: "La función pide sus páginas ella misma.",
    seen: `Se las hizo pedir a otro programa: \`${seen.program}\`, ${plural(seen.times, "vez", "veces")}.`,
    hint: "Un programa por página cuesta mucho más que un pedido: usá un cliente como got o `fetch` adentro de la función.",
  }),
  "other-method": (seen): Told => ({
    rule: "Las páginas se piden con GET.",
    seen: `El servidor vio ${seen.method} ${seen.url}.`,
    hint: "Una página viene como respuesta a un pedido GET, que es lo que mandan `fetch(url)` y `got(url)`.",
  }),
  "returned-early": (seen): Told => ({
    rule: "La función termina recién cuando su trabajo está hecho.",
    seen: `Volvió a los ${seen.ms} ms, con ${seen.answered} de ${plural(seen.count, "pedido")} ya respondidos.`,
    hint: "En algún lugar hay una promesa sin await; `forEach` con una función async es un lugar habitual.",
  }),
  "fixed-wait": (seen): Told => ({
    rule: "La función termina cuando están sus páginas, no después de un tiempo que alguien adivinó.",
    seen: `Terminó a los ${seen.ms} ms, con ${seen.answered} de ${plural(seen.count, "pedido")} terminados; el último terminó a los ${seen.lastMs} ms.`,
    hint: "Nadie sabe cuánto tardan las páginas, así que un `sleep` es demasiado corto o demasiado largo: usá `await` con las promesas de las páginas mismas.",
  }),
  "kept-pages": (seen): Told => ({
    rule: "Cada llamada le pide sus páginas al servidor.",
    seen: `${seen.code} está en el resultado, y en esta llamada nunca se le pidió ${seen.url} al servidor.`,
    hint: "La página quedó guardada de una llamada anterior, o está escrita en el código: creá las listas y los mapas de páginas adentro de la función, así cada llamada empieza sin ninguna.",
  }),
  "left-over": (seen): Told => ({
    rule: "Cada llamada empieza de cero.",
    seen: `En una llamada posterior ${seen.count === 1 ? "llegó" : "llegaron"} ${plural(seen.count, "página")} y salieron ${seen.got}, entre ellas las de una llamada anterior.`,
    hint: "Una lista creada afuera de la función es la misma en todas las llamadas: creala adentro.",
  }),
  "left-over-error": (seen): Told => ({
    rule: "Cada llamada empieza de cero.",
    seen: `Una llamada posterior falló con el mismísimo error de una anterior: ${seen.error}.`,
    hint: "Lo que una llamada deja afuera de la función, como un `Map` de promesas, sigue ahí en la próxima: crealo adentro.",
  }),
  "no-requests": (seen): Told => ({
    rule: "Las páginas salen de las URL que recibe la función.",
    seen: `Recibió ${plural(seen.count, "URL", "URL")} y el servidor no vio ningún pedido.`,
    hint: "Pedí las URL del parámetro, no una lista de otra celda; y lo que está afuera de la función, como un contador o una lista de páginas, sigue ahí en la llamada siguiente.",
  }),
  "missing-requests": (seen): Told => ({
    rule: "Se piden todas las URL.",
    seen: `El servidor vio pedidos de ${seen.asked} de ${plural(seen.count, "URL", "URL")}; faltó ${seen.missing}.`,
    hint: "La cantidad de URL cambia de una llamada a otra: tomala de la lista.",
  }),
  "stops-after-one": (seen): Told => ({
    rule: "Se piden todas las URL.",
    seen: `De ${plural(seen.count, "URL", "URL")} el servidor vio un solo pedido, el de ${seen.asked}, y después la función terminó.`,
    hint: "Un `return` adentro del bucle termina la función entera en la primera vuelta: ¿está después del bucle?",
  }),
  "repeated-requests": (seen): Told => ({
    rule: "Cada URL se pide una sola vez.",
    seen: `El servidor vio ${seen.url} ${seen.times} veces.`,
    hint: "Guardá la promesa, o la página, del primer pedido en lugar de volver a empezarlo.",
  }),
  "other-requests": (seen): Told => ({
    rule: "Se piden solamente las URL de la lista.",
    seen: `También se pidió ${seen.url}.`,
    hint: "Usá cada URL tal como viene, entera: con su servidor, su path y su query.",
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
    hint: "Cada página va en el lugar de su URL: `map` y `Promise.all` conservan los lugares; un `push` cuando llega, `unshift` y `sort`, no.",
  }),
  "changed-the-list": (seen): Told => ({
    rule: "La lista que recibe la función queda como estaba.",
    seen: `Tenía ${plural(seen.before, "URL", "URL")}; después de la llamada tiene ${seen.after}, o las mismas en otro orden.`,
    hint: "`shift`, `pop`, `splice`, `sort` y `reverse` cambian el array mismo; trabajá sobre una copia: `[...urls]`.",
  }),
  "lost-error": (seen): Told => ({
    rule: "Una página que no se puede conseguir no se pasa por alto en silencio: su error sale de la función.",
    seen: `No se pudo conseguir ${seen.url}, y la función terminó con ${seen.got}.`,
    hint: "¿Hay un `catch` que se traga el error, o un `allSettled` cuyas fallas nadie mira?",
  }),
  "unheard-error": (seen): Told => ({
    rule: "Una página que no se puede conseguir no se pasa por alto en silencio: su error sale de la función.",
    seen: `La conexión de ${seen.url} se cortó, nadie esperaba la promesa que falló, y la función terminó con ${seen.got}.`,
    hint: "Acá no tiene la culpa ningún `catch`: una promesa cuyo final nadie espera falla sin que nadie se entere. Poné `await` delante, o pasásela a algo que se espera.",
  }),
  "stuck-after-error": (seen): Told => ({
    rule: "Cuando una página no se puede conseguir, su error sale de la función.",
    seen: `La conexión de ${seen.url} se cortó, y después de eso la función nunca llegó a terminar.`,
    hint: "Quien espera que lleguen todas las páginas espera para siempre en cuanto falla una. ¿Le llega la falla a alguien: a un `reject`, o a la segunda función de `then`?",
  }),
  "other-error": (seen): Told => ({
    rule: "Cuando una página no se puede conseguir, el error que sale es el que dice por qué.",
    seen: `La conexión de ${seen.url} se cortó, y lo que salió fue ${seen.error}.`,
    hint: "¿Un `catch` puso otra cosa en el lugar de la página, como `null`, y el código que sigue tropezó con eso?",
  }),
  "all-at-once": (seen): Told => ({
    rule: "Todos los pedidos están en vuelo (in flight) a la vez.",
    seen: `De ${plural(seen.count, "pedido")}, el servidor vio como mucho ${seen.maxInFlight} en vuelo a la vez.`,
    hint: "Primero empezá todos los pedidos, guardá las promesas, y recién entonces esperalas. Un límite, un pool con pocas conexiones o grupos de tamaño fijo retienen pedidos.",
  }),
  "blocks-the-loop": (seen): Told => ({
    rule: "En una función async, ninguna llamada bloquea el bucle de eventos.",
    seen: `\`${seen.call}\` se llamó ${seen.times === 1 ? "una vez" : `${seen.times} veces`}: mientras trabaja o espera, no puede llegar ninguna página ni correr ningún temporizador.`,
    hint: "Las funciones cuyo nombre termina en `Sync` tienen una hermana que devuelve una promesa: `fetchCountry` por `fetchSync`, las de `node:fs/promises` para los archivos. Poner `async` alrededor de la llamada no cambia nada.",
  }),
};
