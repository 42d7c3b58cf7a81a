/** What the deck says beside the lessons' own words. */
import type { Language } from "../model.js";

const en = {
  locale: "en-US",
  planTitle: "The class in 80 minutes",
  planHead: ["Minutes", "Lesson", "Your turn"],
  minutes: (from: number, to: number) => `${String(from)} to ${String(to)}`,
  atHome: (minutes: number) => `at home, ${String(minutes)}`,
  minutesOf: (from: number, to: number, all: number) =>
    `Minutes ${String(from)} to ${String(to)} of ${String(all)}.`,
  afterClass: (minutes: number) => `After the class, at home: ${String(minutes)} minutes.`,
  aboutMinute: (minute: number) => `From about minute ${String(minute)}.`,
  planNotes:
    "The lessons of the table take 80 minutes in class; what stands as “at home” is for afterwards. The notes of each lesson's first slide tell its minutes.",
  coverNotes: (machine: string, date: string) =>
    `Made from the executed lessons: ${machine}, ${date}. What was measured in real time differs from machine to machine.`,
  prediction: (unit: string) => `Your prediction (${unit.replace(/^how many /, "")}): ______`,
  answer: (text: string) => `The answer: ${text}`,
  more: (lines: number) => `… ${String(lines)} more lines in the notebook`,
  part: (title: string, part: number) => `${title} (${String(part)})`,
};

const es: typeof en = {
  locale: "es-AR",
  planTitle: "La clase en 80 minutos",
  planHead: ["Minutos", "Lección", "Te toca"],
  minutes: (from, to) => `${String(from)} a ${String(to)}`,
  atHome: (minutes) => `en casa, ${String(minutes)}`,
  minutesOf: (from, to, all) => `Minutos ${String(from)} a ${String(to)} de ${String(all)}.`,
  afterClass: (minutes) => `Después de la clase, en casa: ${String(minutes)} minutos.`,
  aboutMinute: (minute) => `Desde el minuto ${String(minute)}, más o menos.`,
  planNotes:
    "Las lecciones de la tabla llevan 80 minutos en clase; lo que dice «en casa» queda para después. En las notas de la primera diapositiva de cada lección están sus minutos.",
  coverNotes: (machine, date) =>
    `Hecho a partir de las lecciones ejecutadas: ${machine}, ${date}. Lo que se midió en tiempo real cambia de una máquina a otra.`,
  prediction: (unit) => `Tu predicción (${unit.replace(/^cuánt[ao]s /, "")}): ______`,
  answer: (text) => `La respuesta: ${text}`,
  more: (lines) => `… ${String(lines)} líneas más en el notebook`,
  part: (title, part) => `${title} (${String(part)})`,
};

/** The deck's own words in a language. */
export const messages = (language: Language): typeof en => ({ en, es })[language];
