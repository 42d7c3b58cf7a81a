import { language } from "../notebook/index.js";

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
  },
} as const;

/** What this room says, in the language of the notebook. */
export function inLanguage(): (typeof words)[keyof typeof words] {
  return words[language()];
}
