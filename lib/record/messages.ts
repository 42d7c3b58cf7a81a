import { language, type Language } from "@async-lab/notebook";

const en = {
  doneOf: (done: string, total: string) => `done ${done} of ${total}`,
  done: (done: string) => `done ${done}`,
  failed: (failed: string) => `${failed} failed`,
  remaining: (duration: string) => `about ${duration} left`,
  none: "no requests seen",
  requests: (count: string, one: boolean) => `${count} ${one ? "request" : "requests"}`,
  unfinished: (count: string) => `${count} unfinished`,
};

const es: typeof en = {
  doneOf: (done, total) => `listos ${done} de ${total}`,
  done: (done) => `listos ${done}`,
  failed: (failed) => `${failed} con error`,
  remaining: (duration) => `faltan unos ${duration}`,
  none: "no se vio ningún pedido",
  requests: (count, one) => `${count} ${one ? "pedido" : "pedidos"}`,
  unfinished: (count) => `${count} sin terminar`,
};

const byLanguage: Readonly<Record<Language, typeof en>> = { en, es };

/** What a recording says of itself, in the language of the notebook. */
export function messages(chosen: Language = language()): typeof en {
  return byLanguage[chosen];
}
