import { language } from "@async-lab/notebook";

const english = {
  thisFunction: "this function",
  noFile: (name: string) =>
    `workerFile: ${name} cannot be written as a file; use a plain function or an arrow`,
  noAnswer: "no answer within 20 s",
  answered: (status: number) => `the server answered ${status}`,
  notRun: (name: string, cause: string) => `${name} could not be run: ${cause}`,
  seconds: (given: string) => `\`seconds\` must be more than 0 and at most 600, not ${given}`,
  deadlock: (seconds: number) =>
    `waitFor: after ${seconds} s there is no result; while this thread waits, its event loop cannot bring one`,
};

const spanish: typeof english = {
  thisFunction: "esta función",
  noFile: (name) =>
    `workerFile: ${name} no se puede escribir como archivo; usá una función común o una función flecha (arrow)`,
  noAnswer: "no hubo respuesta en 20 s",
  answered: (status) => `el servidor respondió ${status}`,
  notRun: (name, cause) => `${name} no se pudo ejecutar: ${cause}`,
  seconds: (given) => `\`seconds\` tiene que ser más de 0 y como máximo 600, no ${given}`,
  deadlock: (seconds) =>
    `waitFor: a los ${seconds} s no hay resultado; mientras este hilo espera, su bucle de eventos no puede traer ninguno`,
};

/** What the errors of this folder say, in the language of the notebook. */
export function inLanguage(): typeof english {
  return language() === "es" ? spanish : english;
}
