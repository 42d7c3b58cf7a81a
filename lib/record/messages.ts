import { language } from "@async-lab/notebook";

const words = {
  en: {
    doneOf: (done: string, total: string) => `done ${done} of ${total}`,
    done: (done: string) => `done ${done}`,
    failed: (failed: string) => `${failed} failed`,
    remaining: (duration: string) => `about ${duration} left`,
    none: "no requests seen",
    requests: (count: string, one: boolean) => `${count} ${one ? "request" : "requests"}`,
    unfinished: (count: string) => `${count} unfinished`,
  },
  es: {
    doneOf: (done: string, total: string) => `listos ${done} de ${total}`,
    done: (done: string) => `listos ${done}`,
    failed: (failed: string) => `${failed} con error`,
    remaining: (duration: string) => `faltan unos ${duration}`,
    none: "no se vio ningún pedido",
    requests: (count: string, one: boolean) => `${count} ${one ? "pedido" : "pedidos"}`,
    unfinished: (count: string) => `${count} sin terminar`,
  },
} as const;

/** What this room says, in the language of the notebook. */
export function inLanguage(): (typeof words)[keyof typeof words] {
  return words[language()];
}
