import { defineMessages, plural, type Told } from "async-lab/exercise";

const en = {
  right: (seen: { labels: string }) =>
    `${seen.labels}: the synchronous lines, then the microtask, then the timer, and the network last.`,
  rules: {
    "labels-in-one-text": (seen: { got: string; elements: number; count: number }): Told => ({
      rule: "Each label is an element of the list, a text of its own.",
      seen: `Your list is ${seen.got}: ${plural(seen.elements, "element")} in place of ${seen.count}, with several labels in one text. Whether the order is right was not looked at.`,
      hint: 'Put each label between quotation marks of its own, and the commas between them: `["A", "B"]`, not `["A, B"]`.',
    }),
    labels: (seen: { expected: string; got: string }): Told => ({
      rule: "Each of the labels is in the list once, and nothing else is.",
      seen: `The labels are ${seen.expected}; your list is ${seen.got}.`,
      hint: "Every label prints exactly once, and a label is what `print` is given.",
    }),
    "starts-at-once": (seen: { got: string }): Told => ({
      rule: "An async function runs at once, up to its first `await`.",
      seen: `In your list (${seen.got}), A is not the first.`,
      hint: "The call `visit(print)` does not wait for anything before it prints A.",
    }),
    "synchronous-first": (seen: { got: string; before: string }): Told => ({
      rule: "What is synchronous runs to its end before anything that waits.",
      seen: `In your list (${seen.got}), ${seen.before} prints before E.`,
      hint: "No timer and no `then` can interrupt the lines of `fiveLabels`; which label do they print last?",
    }),
    "network-last": (seen: { got: string }): Told => ({
      rule: "After `await fetch(…)` a function goes on only when the answer is there.",
      seen: `In your list (${seen.got}), B is not the last.`,
      hint: "The page takes a fifth of a second; a timer of 0 ms does not.",
    }),
    "microtask-before-timer": (seen: { got: string }): Told => ({
      rule: "The microtasks (what follows a promise) run before the next timer.",
      seen: `In your list (${seen.got}), C prints before D.`,
      hint: "It does not matter which of the two was written first.",
    }),
  },
};

const es: typeof en = {
  right: (seen) =>
    `${seen.labels}: primero las líneas sincrónicas, después la microtarea (microtask), después el temporizador (timer) y al final la red.`,
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
  },
};

/** What `check("00-order", …)` tells, and what makes the violation of a rule. */
export const { messages, violation } = defineMessages({ en, es });
