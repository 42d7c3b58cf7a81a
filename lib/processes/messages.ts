import { language, type Language } from "@async-lab/notebook";

const en = {
  stopped: (program: string, seconds: number) =>
    `${program} was still waiting or working after ${seconds} s; we stopped it`,
  endedWell: (program: string) => `${program} ended well`,
  endedWithError: (program: string, exitCode: number | "?") =>
    `${program} ended with an error, exit code ${exitCode}`,
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

const es: typeof en = {
  stopped: (program, seconds) => `${program} seguía esperando o trabajando a los ${seconds} s; lo detuvimos`,
  endedWell: (program) => `${program} terminó bien`,
  endedWithError: (program, exitCode) => `${program} terminó con un error, código de salida ${exitCode}`,
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

const byLanguage: Readonly<Record<Language, typeof en>> = { en, es };

/** What programs and their errors say, by default in the language of the notebook. */
export function messages(chosen: Language = language()): typeof en {
  return byLanguage[chosen];
}
