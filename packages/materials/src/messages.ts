import type { Language } from "./model.js";

const en = {
  lessons: (done: number, of: number) => `lessons, ${done} of ${of}`,
  materials: { guide: "guide", slides: "slides", site: "web site", notebooks: "notebooks" },
  failed: "failed",
  upToDate: (folder: string) => `Everything is up to date in ${folder}.`,
  made: (folder: string) => `The materials are in ${folder}.`,
  notMade: (reason: string, log: string) =>
    `Not made: ${reason}. What was made before is still there. Details: ${log}`,
  stopped: "Stopped. Run the command again: what was made stays, and the rest is made then.",
};

const es: typeof en = {
  lessons: (done, of) => `lecciones, ${done} de ${of}`,
  materials: { guide: "guía", slides: "diapositivas", site: "sitio web", notebooks: "notebooks" },
  failed: "falló",
  upToDate: (folder) => `Todo está al día en ${folder}.`,
  made: (folder) => `Los materiales están en ${folder}.`,
  notMade: (reason, log) => `No se hizo: ${reason}. Lo que había antes sigue ahí. Detalles: ${log}`,
  stopped: "Detenido. Corré el comando otra vez: lo hecho queda, y se hace el resto.",
};

/** What the command says, in a language. */
export function messages(language: Language): typeof en {
  return language === "es" ? es : en;
}
