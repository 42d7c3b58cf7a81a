import type { Language } from "../model.js";

const en = {
  search: "Search the lessons",
  lessons: "Lessons",
  download: "Download this notebook",
  otherLanguage: { code: "es", name: "Español" },
  output: "Output",
  measured: (machine: string, date: string) =>
    `Measured on ${machine}, ${date}. On your machine it is different.`,
  ran: (machine: string, date: string) =>
    `What this page shows was run on ${machine}, ${date}. Where a recording waits, the clock was virtual, so those times are exact; the others were measured there, and are different on your machine.`,
  made: (date: string) => `async-lab, made from the executed lessons on ${date}`,
  takeAlong: {
    title: "To take along",
    intro:
      "These pages show every lesson as it ran, with the exercises still open. To run it yourself, take the notebooks.",
    files: [
      ["../guide.pdf", "Guide", "PDF", "All lessons on paper, solutions in the appendix"],
      ["../slides.pptx", "Slides", "PPTX", "To project in class, with speaker notes"],
      ["../notebooks.zip", "Notebooks", "ZIP", "What you need to run the course yourself"],
    ],
  },
};

export type Messages = Omit<typeof en, "takeAlong"> & {
  takeAlong: { title: string; intro: string; files: readonly (readonly string[])[] };
};

const es: Messages = {
  search: "Buscá en las lecciones",
  lessons: "Lecciones",
  download: "Descargar este notebook",
  otherLanguage: { code: "en", name: "English" },
  output: "Salida",
  measured: (machine, date) => `Medido en ${machine}, ${date}. En tu máquina es distinto.`,
  ran: (machine, date) =>
    `Lo que muestra esta página se ejecutó en ${machine}, ${date}. Donde una grabación espera, el reloj era virtual y esos tiempos son exactos; los demás se midieron ahí, y en tu máquina son distintos.`,
  made: (date) => `async-lab, hecho a partir de las lecciones ejecutadas el ${date}`,
  takeAlong: {
    title: "Para llevar",
    intro:
      "Estas páginas muestran cada lección tal como se ejecutó, con los ejercicios todavía abiertos. Para ejecutarla vos, llevate los notebooks.",
    files: [
      ["../guide.pdf", "Guía", "PDF", "Todas las lecciones en papel, con las soluciones en el apéndice"],
      ["../slides.pptx", "Diapositivas", "PPTX", "Para proyectar en clase, con notas para quien la da"],
      ["../notebooks.zip", "Notebooks", "ZIP", "Lo que hace falta para ejecutar el curso"],
    ],
  },
};

const byLanguage: Readonly<Record<Language, Messages>> = { en, es };

/** What the site says around the lessons, in a language. */
export function messages(language: Language): Messages {
  return byLanguage[language];
}

/** A date as a sentence has it: `28 November 2026`, `28 de noviembre de 2026`. */
export function formatDate(date: Date, language: Language): string {
  const locale = { en: "en-GB", es: "es-AR" }[language];
  return new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }).format(date);
}
