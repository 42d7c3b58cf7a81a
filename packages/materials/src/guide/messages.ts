import type { Language } from "../model.js";

const en = {
  title: "async-lab",
  subtitle: "Asynchronous HTTP for data scientists, in TypeScript",
  kind: "The guide",
  description: "The lessons of async-lab with their results, the solutions, and what to look up.",
  contents: "Contents",
  about: "About this course",
  howToRead: "How to read this guide",
  howToReadPoints: [
    "Each lesson is a notebook, in which you run the code and change it. This guide has all of them as they look when they have run, to read on paper.",
    "A blue bar stands beside code, a gray one beside what it shows. A dashed bar marks a warning, a thick one an error. Where a line of code is too long for the page, it goes on in the next after ↪.",
    "The hints and the solution of each exercise stand at the end; a link leads there and back. Try first.",
    "Where only the waits matter, the clock skipped them, so the figures are the same each time. Where time was measured, it says on which machine and when: on yours the figures differ.",
  ],
  /** The headings of a lesson that the table of contents leaves out, for every lesson has them. */
  remember: "What to remember",
  readOn: "Where to read on",
  exerciseHelp: { withSolution: "Hints and solution: page", withoutSolution: "Hints: page" },
  solution: "Solution",
  backTo: "Back to the exercise: page",
  inLesson: "The lesson: page",
  measured: (machine: string, date: string) => `Measured on ${date} (${machine}).`,
  someMeasured: (machine: string, date: string) =>
    `Times in this lesson were measured on ${date} (${machine}).`,
  help: "A · Hints and solutions",
  pitfalls: "B · The pitfalls",
  pitfallsText: "What goes wrong in asynchronous code, by what you see of it.",
  questions: "C · The five questions",
  question: "Question",
  answer: "The short answer",
  questionsText: "What always comes up, and the answer that the experiments of the lesson gave.",
  glossary: "D · Python beside TypeScript",
  references: "E · References",
  referencesText: "Every link of the course, lesson by lesson.",
};

type Messages = typeof en;

const es: Messages = {
  title: "async-lab",
  subtitle: "HTTP asincrónico para quienes trabajan con datos, en TypeScript",
  kind: "La guía",
  description:
    "Las lecciones de async-lab con sus resultados, las soluciones y lo que conviene tener a mano.",
  contents: "Contenido",
  about: "Sobre este curso",
  howToRead: "Cómo leer esta guía",
  howToReadPoints: [
    "Cada lección es un notebook, en el que ejecutás el código y lo cambiás. Esta guía las trae todas tal como se ven después de ejecutarlas, para leer en papel.",
    "Una barra azul acompaña al código; una gris, a lo que muestra. Una barra de guiones marca una advertencia; una gruesa, un error. Donde una línea de código no entra en la página, sigue en la próxima después de ↪.",
    "Las pistas y la solución de cada ejercicio están al final; un enlace lleva hasta ahí y otro trae de vuelta. Primero probá.",
    "Donde solo importan las esperas, el reloj las saltó, así que los números son siempre los mismos. Donde se midió el tiempo, dice en qué máquina y cuándo: en la tuya los números son otros.",
  ],
  remember: "Para recordar",
  readOn: "Para seguir leyendo",
  exerciseHelp: { withSolution: "Pistas y solución: página", withoutSolution: "Pistas: página" },
  solution: "Solución",
  backTo: "Volver al ejercicio: página",
  inLesson: "La lección: página",
  measured: (machine, date) => `Medido el ${date} (${machine}).`,
  someMeasured: (machine, date) => `Los tiempos de esta lección se midieron el ${date} (${machine}).`,
  help: "A · Pistas y soluciones",
  pitfalls: "B · Las trampas",
  pitfallsText: "Lo que sale mal en el código asincrónico, según cómo se ve.",
  questions: "C · Las cinco preguntas",
  question: "Pregunta",
  answer: "En pocas palabras",
  questionsText: "Lo que siempre se pregunta, y lo que respondieron los experimentos de la lección.",
  glossary: "D · Python al lado de TypeScript",
  references: "E · Referencias",
  referencesText: "Todos los enlaces del curso, lección por lección.",
};

/** What the guide itself says to its reader. */
export const messages = (language: Language): Messages => ({ en, es })[language];

/** A date as it is written in the language, for example `28 November 2026`; without the time of day, in UTC. */
export function formatDate(date: Date, language: Language): string {
  const locale = { en: "en-GB", es: "es-AR" }[language];
  return new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }).format(date);
}
