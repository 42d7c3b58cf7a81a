import type { Language } from "@async-lab/notebook";
import { defineMessages, plural, type Told } from "async-lab/exercise";

/** What may stand in a number's place, by its type. */
const numberHints: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  en: {
    string: "`toFixed` makes a text of a number: leave the rounding out, or take `Math.round`.",
    undefined:
      "Are the fields spelled `median`, `min` and `max`, and is there a time at the index that you take?",
    "no-number":
      "`Math.min()` of an empty list is `Infinity`, and its middle is `undefined`, which computes to `NaN`: are there times in the list of each client?",
  },
  es: {
    string: "`toFixed` convierte un número en texto: dejalo sin redondear, o usá `Math.round`.",
    undefined: "¿Los campos se llaman `median`, `min` y `max`, y hay un tiempo en la posición que tomás?",
    "no-number":
      "`Math.min()` de una lista vacía es `Infinity`, y su valor del medio es `undefined`, con el que toda cuenta da `NaN`: ¿hay tiempos en la lista de cada cliente?",
  },
};

/** What somebody may have taken for the median, by slip. */
const medianHints: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  en: {
    mean: "That is their mean, which one slow round moves; the median is the one in the middle.",
    order: "That is the round in the middle: sort the times first.",
    text: "`sort()` alone sorts as text, 100 before 20: `sort((a, b) => a - b)`.",
  },
  es: {
    mean: "Ese es el promedio, que una ronda lenta mueve; la mediana es el del medio.",
    order: "Esa es la ronda del medio: primero ordená los tiempos.",
    text: "`sort()` a secas ordena como texto, 100 antes que 20: `sort((a, b) => a - b)`.",
  },
};

const en = {
  right: (seen: { clients: number; rounds: number }) =>
    `Each of ${seen.clients} clients was warmed up and then had ${seen.rounds} rounds, in turn; median and range are those of these rounds alone, and a client that fails does not look fast.`,
  rules: {
    "clients-not-called": (seen: { got: string }): Told => ({
      rule: "The clients that the function is given fetch the pages.",
      seen: `None of them was called; the function gave back ${seen.got}.`,
      hint: "Take the clients from the parameter: `Object.entries(clients)` gives pairs of name and client.",
    }),
    "whole-rounds": (seen: { name: string; asked: number; count: number }): Told => ({
      rule: "A round asks for every URL once, and all rounds do the same work.",
      seen: `A round of ${seen.name} asked for ${seen.asked} of ${plural(seen.count, "URL")}.`,
      hint: "Does the warm-up fetch the whole list, too? `timeRound` does.",
    }),
    "one-round-at-a-time": (seen: { name: string; other: string }): Told => ({
      rule: "Only one round runs at a time: otherwise each is timed with the work of the other.",
      seen: `A round of ${seen.other} began before one of ${seen.name} was over.`,
      hint: "Await each round in a loop before the next one begins; `map` starts all of them.",
    }),
    "warm-up": (seen: { name: string; seen: number; rounds: number }): Told => ({
      rule: "Before the rounds that count, each client has one that does not.",
      seen: `For ${plural(seen.rounds, "round")} asked for, ${seen.name} had ${seen.seen}: none of them to warm up.`,
      hint: "Call `timeRound` once for each client before the loop, and drop what it gives.",
    }),
    "number-of-rounds": (seen: { name: string; seen: number; rounds: number }): Told => ({
      rule: "Each client has as many rounds as asked for, and one before them to warm up.",
      seen: `For ${plural(seen.rounds, "round")} asked for, ${seen.name} had ${seen.seen}.`,
      hint: "The number of rounds is the parameter `rounds`.",
    }),
    "in-turn": (seen: { got: string }): Told => ({
      rule: "The clients take turns: each has its first round before any has its second.",
      seen: `The rounds that count were ${seen.got}.`,
      hint: "Two loops: the outer one over the rounds, the inner one over the clients.",
    }),
    "not-summaries": (seen: { got: string }): Told => ({
      rule: "The function gives back an array with one object for each client: `{ name, median, min, max }`.",
      seen: `It gave back ${seen.got}.`,
      hint: "Keep the times of each client under its name, and make the objects at the end.",
    }),
    "one-for-each": (seen: { got: string; wanted: string }): Told => ({
      rule: "There is one object for each client, with its name.",
      seen: `The clients were ${seen.wanted}; the objects are those of ${seen.got}.`,
      hint: "The names are the keys of the object `clients`: `Object.entries(clients)` gives each with its client.",
    }),
    "not-numbers": (seen: { name: string; field: string; got: string; kind: string }): Told => ({
      rule: "`median`, `min` and `max` are numbers.",
      seen: `Of ${seen.name}, \`${seen.field}\` is ${seen.got}.`,
      hint:
        numberHints.en[seen.kind] ??
        "It is something else than a number: is there an `await` missing, or a list in its place?",
    }),
    "measures-anew": (seen: { clients: number; rounds: number }): Told => ({
      rule: "Each call measures anew.",
      seen: `With ${plural(seen.clients, "client")} and ${plural(seen.rounds, "round")} the first call did well; the same call later on did not.`,
      hint: "Does the list of times stand outside the function? It still holds those of earlier calls: make a new one in each call.",
    }),
    milliseconds: (seen: { name: string; times: string; got: number }): Told => ({
      rule: "Times are in milliseconds.",
      seen: `The rounds of ${seen.name} took ${seen.times} ms; your \`max\` is ${seen.got}.`,
      hint: "`performance.now()` counts milliseconds already.",
    }),
    "warm-up-counted": (seen: { name: string; times: string; warmUp: string; got: string }): Told => ({
      rule: "The round that warms up does not count.",
      seen: `The warm-up of ${seen.name} took ${seen.warmUp} ms, and its rounds after that ${seen.times}; your figures are ${seen.got}.`,
      hint: "Do not put the time of the first round into the list, and put in all that follow.",
    }),
    "another-round-dropped": (seen: { name: string; times: string; warmUp: string; got: string }): Told => ({
      rule: "The round that does not count is the first one, be it fast or slow.",
      seen: `The warm-up of ${seen.name} took ${seen.warmUp} ms, and its rounds after that ${seen.times}; your figures are ${seen.got}, without the slowest or the fastest of them all.`,
      hint: "Leave out the first time before you sort: after that nobody knows which one it was.",
    }),
    "one-list": (seen: { name: string; times: string; got: string }): Told => ({
      rule: "Each client has figures of its own.",
      seen: `The rounds of ${seen.name} took ${seen.times} ms; your figures are ${seen.got}, which are those of all clients together.`,
      hint: "One list for each client, under its name, not one for all of them.",
    }),
    "other-client": (seen: { name: string; times: string; got: string }): Told => ({
      rule: "Each client has figures of its own.",
      seen: `The rounds of ${seen.name} took ${seen.times} ms; your figures are ${seen.got}, which are those of another client.`,
      hint: "Which name do the times get? Keep both together: `Object.entries(clients)` gives a name with its client.",
    }),
    "page-timed": (seen: { name: string; times: string; got: string }): Told => ({
      rule: "What is timed is the round: from its start until the last of its pages is there.",
      seen: `The rounds of ${seen.name} took ${seen.times} ms; your figures are ${seen.got}, which are those of its pages.`,
      hint: "Stop the clock after `Promise.all`, not in each page.",
    }),
    "one-start": (seen: { name: string; times: string; got: string }): Told => ({
      rule: "The clock starts anew for each round of each client.",
      seen: `The rounds of ${seen.name} took ${seen.times} ms; your figures are ${seen.got}, which count what ran before, or after, too.`,
      hint: "Take the start inside the inner loop, right before the round; `timeRound` does.",
    }),
    median: (seen: { name: string; times: string; got: number; slip: string }): Told => ({
      rule: "The median is the time in the middle of the sorted times.",
      seen: `The rounds of ${seen.name} took ${seen.times} ms; your median is ${seen.got}.`,
      hint:
        medianHints.en[seen.slip] ??
        "Sort a copy of the times, `[...times].sort((a, b) => a - b)`, and take the one at `Math.floor(times.length / 2)`.",
    }),
    range: (seen: { name: string; times: string; min: number; max: number }): Told => ({
      rule: "`min` and `max` are the shortest and the longest round of the client.",
      seen: `The rounds of ${seen.name} took ${seen.times} ms; your range goes from ${seen.min} to ${seen.max}.`,
      hint: "`Math.min(...times)` and `Math.max(...times)`, with the times of this client alone.",
    }),
  },
};

const es: typeof en = {
  right: (seen) =>
    `Cada uno de los ${seen.clients} clientes calentó y después corrió ${seen.rounds} rondas, por turnos; la mediana y el rango salen solo de esas rondas, y un cliente que falla no parece rápido.`,
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
        numberHints.es[seen.kind] ??
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
        medianHints.es[seen.slip] ??
        "Ordená una copia de los tiempos, `[...times].sort((a, b) => a - b)`, y tomá el que está en `Math.floor(times.length / 2)`.",
    }),
    range: (seen): Told => ({
      rule: "`min` y `max` son la ronda más corta y la más larga del cliente.",
      seen: `Las rondas de ${seen.name} tardaron ${seen.times} ms; tu rango va de ${seen.min} a ${seen.max}.`,
      hint: "`Math.min(...times)` y `Math.max(...times)`, con los tiempos de ese cliente y de ningún otro.",
    }),
  },
};

/** What `check("05-benchmark", …)` tells, and what makes the violation of a rule. */
export const { messages, violation } = defineMessages({ en, es });
