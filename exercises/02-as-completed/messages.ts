import { defineMessages, plural, type Told, was } from "async-lab/exercise";

const en = {
  right: (seen: { count: number }) =>
    `All ${seen.count} requests were in flight at once, and each page came out as soon as it had arrived.`,
  rules: {
    "not-iterable": (seen: { got: string }): Told => ({
      rule: "The function gives back something that `for await` can go through.",
      seen: `It gave back ${seen.got}.`,
      hint: "Write it as `async function*` and `yield` each page.",
    }),
    "arrival-order": (seen: { expected: string; got: string }): Told => ({
      rule: "The pages come out in the order in which they arrive.",
      seen: `The server answered ${seen.expected}; the pages came out ${seen.got}.`,
      hint: "Awaiting the promises one after another gives the order of the URLs; which of those pending is the first to settle? `Promise.race` tells.",
    }),
    "as-they-arrive": (seen: { nth: number; lateMs: number; over: number; count: number }): Told => ({
      rule: "Each page comes out as soon as it has arrived.",
      seen: `Page ${seen.nth} came out ${seen.lateMs} ms later than it could have; by then ${seen.over} of ${plural(seen.count, "request")} ${was(seen.over)} over.`,
      hint: "Something waits for more than one page before it does `yield`: `Promise.all` waits for all of them; or it waits for the next page although one is there already.",
    }),
    "yields-no-page": (seen: { nth: number; got: string }): Told => ({
      rule: "What comes out of the generator are countries.",
      seen: `The value of \`yield\` number ${seen.nth} is ${seen.got}.`,
      hint: "Yield the parsed country itself: of the object that wins the race that is one part, as in `yield first.country`; of a response it is what `.json()` gives.",
    }),
    "yielded-twice": (seen: { code: string; times: number }): Told => ({
      rule: "Each page comes out once.",
      seen: `${seen.code} came out ${seen.times} times.`,
      hint: "A promise that has won the race would win the next one, too: take it out of those that are pending.",
    }),
    "ended-early": (seen: { got: number; count: number; over: number }): Told => ({
      rule: "The generator ends when all the pages have come out.",
      seen: `It ended after ${seen.got} of ${plural(seen.count, "page")}, when ${plural(seen.over, "request")} ${was(seen.over)} over.`,
      hint: "Does the loop go on as long as a page is pending, and does each round wait for one and `yield` it?",
    }),
    "lost-while-busy": (seen: { got: number; count: number; busyMs: number }): Told => ({
      rule: "A page that arrives while the one before it is being used is not lost.",
      seen: `With a loop that was busy for ${seen.busyMs} ms after each page, ${seen.got} of ${plural(seen.count, "page")} came out.`,
      hint: "Several pages may arrive before the next one is asked for: an event, or a `resolve`, that comes while nobody waits is gone. Keep the promises, or a queue of pages.",
    }),
  },
};

const es: typeof en = {
  right: (seen) =>
    `Los ${seen.count} pedidos estuvieron en vuelo a la vez, y cada página salió apenas llegó.`,
  rules: {
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
      seen: `La página ${seen.nth} salió ${seen.lateMs} ms más tarde de lo posible; para entonces ya habían terminado ${seen.over} de ${plural(seen.count, "pedido")}.`,
      hint: "Algo espera más de una página antes de hacer `yield`: `Promise.all` las espera todas; o espera la próxima aunque ya haya una.",
    }),
    "yields-no-page": (seen): Told => ({
      rule: "Lo que sale del generador son países.",
      seen: `El valor del \`yield\` número ${seen.nth} es ${seen.got}.`,
      hint: "Entregá el país ya interpretado: en el objeto que gana la carrera es una de sus partes, como en `yield first.country`; en una respuesta es lo que da `.json()`.",
    }),
    "yielded-twice": (seen): Told => ({
      rule: "Cada página sale una sola vez.",
      seen: `${seen.code} salió ${seen.times} veces.`,
      hint: "Una promesa que ganó la carrera ganaría también la siguiente: sacala de las pendientes.",
    }),
    "ended-early": (seen): Told => ({
      rule: "El generador termina cuando salieron todas las páginas.",
      seen: `Terminó después de ${seen.got} de ${plural(seen.count, "página")}, con ${plural(seen.over, "pedido")} ya ${seen.over === 1 ? "terminado" : "terminados"}.`,
      hint: "¿El bucle sigue mientras queda una página pendiente, y en cada vuelta espera una y la entrega con `yield`?",
    }),
    "lost-while-busy": (seen): Told => ({
      rule: "Una página que llega mientras se está usando la anterior no se pierde.",
      seen: `Con un bucle que estuvo ocupado ${seen.busyMs} ms después de cada página, salieron ${seen.got} de ${plural(seen.count, "página")}.`,
      hint: "Pueden llegar varias páginas antes de que se pida la próxima: un evento, o un `resolve`, que ocurre cuando nadie espera se pierde. Guardá las promesas, o una cola de páginas.",
    }),
  },
};

/** What `check("02-as-completed", …)` tells, and what makes the violation of a rule. */
export const { messages, violation } = defineMessages({ en, es });
