import { language } from "@async-lab/notebook";

const words = {
  en: {
    doneOf: (done: string, total: string) => `done ${done} of ${total}`,
    done: (done: string) => `done ${done}`,
    failed: (failed: string) => `${failed} failed`,
    remaining: (duration: string) => `about ${duration} left`,
    stopped: (done: string) => `stopped: ${done}`,
    failedRun: (done: string) => `ended with an error: ${done}`,
    none: "no requests seen",
    requests: (count: string, one: boolean) => `${count} ${one ? "request" : "requests"}`,
    unfinished: (count: string) => `${count} unfinished`,
    aPromise: "a promise",
    anObject: "an object",
    needsName: (given: string) =>
      `record: the first argument, \`name\`, must be a text that is not empty, not ${given}`,
    needsRun: (name: string, given: string) =>
      `record: the second argument, \`run\`, must be a function, not ${given}: write record(${name}, async () => …)`,
    needsTotal: (given: string) => `record: \`total\` must be a whole number above 0, not ${given}`,
  },
  es: {
    doneOf: (done: string, total: string) => `listos ${done} de ${total}`,
    done: (done: string) => `listos ${done}`,
    failed: (failed: string) => `${failed} con error`,
    remaining: (duration: string) => `faltan unos ${duration}`,
    stopped: (done: string) => `detenido: ${done}`,
    failedRun: (done: string) => `terminó con un error: ${done}`,
    none: "no se vio ningún pedido",
    requests: (count: string, one: boolean) => `${count} ${one ? "pedido" : "pedidos"}`,
    unfinished: (count: string) => `${count} sin terminar`,
    aPromise: "una promesa (promise)",
    anObject: "un objeto",
    needsName: (given: string) =>
      `record: el primer argumento, \`name\`, tiene que ser un texto que no esté vacío, no ${given}`,
    needsRun: (name: string, given: string) =>
      `record: el segundo argumento, \`run\`, tiene que ser una función, no ${given}: escribí record(${name}, async () => …)`,
    needsTotal: (given: string) =>
      `record: \`total\` tiene que ser un número entero mayor que 0, no ${given}`,
  },
} as const;

/** What this room says, in the language of the notebook. */
export function inLanguage(): (typeof words)[keyof typeof words] {
  return words[language()];
}
