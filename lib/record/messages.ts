import { language, type Language } from "@async-lab/notebook";

const en = {
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
    `record: the first argument, \`name\`, must be a non-empty string, not ${given}`,
  needsRun: (name: string, given: string) =>
    `record: the second argument, \`run\`, must be a function, not ${given}: write record(${name}, async () => …)`,
  needsTotal: (given: string) => `record: \`total\` must be a whole number above 0, not ${given}`,
};

const es: typeof en = {
  doneOf: (done, total) => `listos ${done} de ${total}`,
  done: (done) => `listos ${done}`,
  failed: (failed) => `${failed} con error`,
  remaining: (duration) => `faltan unos ${duration}`,
  stopped: (done) => `detenido: ${done}`,
  failedRun: (done) => `terminó con un error: ${done}`,
  none: "no se vio ningún pedido",
  requests: (count, one) => `${count} ${one ? "pedido" : "pedidos"}`,
  unfinished: (count) => `${count} sin terminar`,
  aPromise: "una promesa (promise)",
  anObject: "un objeto",
  needsName: (given) =>
    `record: el primer argumento, \`name\`, tiene que ser un texto que no esté vacío, no ${given}`,
  needsRun: (name, given) =>
    `record: el segundo argumento, \`run\`, tiene que ser una función, no ${given}: escribí record(${name}, async () => …)`,
  needsTotal: (given) => `record: \`total\` tiene que ser un número entero mayor que 0, no ${given}`,
};

const byLanguage: Readonly<Record<Language, typeof en>> = { en, es };

/** What a recording says of itself, in the language of the notebook. */
export function messages(chosen: Language = language()): typeof en {
  return byLanguage[chosen];
}
