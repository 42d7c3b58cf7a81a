import { defineMessages, type Told } from "async-lab/exercise";

const en = {
  right: (seen: { name: string }) =>
    `A callback that was ready before the call of ${seen.name} could not run until ${seen.name} had ended: the loop stood still. The word async in front of it does not change that.`,
  rules: {
    "unknown-name": (seen: { expected: string; got: string }): Told => ({
      rule: "The answer is the name of one of the functions.",
      seen: `The functions are ${seen.expected}; your answer is ${seen.got}.`,
      hint: "Write one of these names, and nothing else: exactly one of the three freezes the loop.",
    }),
    "not-frozen": (seen: { name: string }): Told => ({
      rule: "While the loop is frozen, nothing else can run.",
      seen: `A callback that was ready before the call of ${seen.name} ran before ${seen.name} had ended.`,
      hint: "A function that takes long is not one that blocks: record each by itself, and look for a peak as long as its work.",
    }),
  },
};

const es: typeof en = {
  right: (seen) =>
    `Una función que estaba lista antes de la llamada a ${seen.name} no pudo correr hasta que ${seen.name} terminó: el event loop estuvo detenido. La palabra async adelante no cambia eso.`,
  rules: {
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

/** What `check("00-frozen", …)` tells, and what makes the violation of a rule. */
export const { messages, violation } = defineMessages({ en, es });
