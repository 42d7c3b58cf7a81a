import type { Language } from "@async-lab/notebook";
import type { BrokenCell } from "./broken-cell.js";
import type { GradedEnd } from "./grade.js";
import type { Unreadable } from "./read-notebook.js";

interface Words {
  readonly unreadable: (why: Unreadable) => string;
  /** A cell that had to be stopped, by why. */
  readonly stopped: Readonly<Record<"waits for ever" | "timed out", string>>;
  /** A cell in which the kernel ended. */
  readonly endedIn: (why: GradedEnd) => string;
  /** Why `scrape` could not be called, without what the cell said. */
  readonly notCalled: (broken: BrokenCell) => string;
  readonly lost: (why: string) => string;
}

const ends: Readonly<Record<Language, Readonly<Record<GradedEnd, string>>>> = {
  en: {
    completed: "it ended",
    "waits for ever": "it waited for what can never happen",
    "timed out": "it used all of its time and had to be ended",
    "out of CPU time": "it computed for longer than it may",
    "out of memory": "it took more memory than it may",
    "flooded its output": "it wrote more than it may",
    "process ended": "it ended its own process",
    "not run": "it was not run",
  },
  es: {
    completed: "terminó",
    "waits for ever": "esperó algo que no puede pasar nunca",
    "timed out": "usó todo su tiempo y hubo que cortarla",
    "out of CPU time": "calculó más tiempo del permitido",
    "out of memory": "ocupó más memoria de la permitida",
    "flooded its output": "escribió más de lo permitido",
    "process ended": "terminó su propio proceso",
    "not run": "no se corrió",
  },
};

const texts: Readonly<Record<Language, Words>> = {
  en: {
    unreadable: (unreadable) => {
      switch (unreadable.why) {
        case "empty":
          return "The file is empty.";
        case "no JSON":
          return "The file is no notebook: it is not JSON.";
        case "no notebook":
          return "The file is no notebook: it has no list of cells.";
        case "damaged cell":
          return "The notebook is damaged: a cell in it has no text.";
        case "too large":
          return "The file is larger than 16 MB without its outputs: hand in the code alone.";
        case "no code":
          return "The notebook has no code cell with anything in it.";
        case "old format":
          return `The notebook is in format ${unreadable.what}, not 4: open it in Jupyter and save it again.`;
        case "other kernel":
          return `The notebook is for another kernel (${unreadable.what}), not for TypeScript.`;
      }
    },
    stopped: {
      "waits for ever":
        "The cell waits for ever and was stopped: nothing is in flight and no timer runs, so what it awaits can never come.",
      "timed out":
        "The cell used all of its time and was stopped: look for a loop that never comes to an end.",
    },
    endedIn: (why) => `The kernel ended in this cell: ${ends.en[why]}. The others were run again without it.`,
    notCalled: ({ cell, why }) =>
      `\`scrape\` could not be called: cell ${cell}, which defines it, ${
        {
          "does not compile": "does not compile. Its error says why.",
          failed: "failed before it was there. Its error says why.",
          "not reached": "was not reached: a cell above it used up the time, or ended the program.",
        }[why]
      }`,
    lost: (why) =>
      `The grader lost this submission; look at it, and grade it again: ${why.split("\n", 1)[0]}`,
  },
  es: {
    unreadable: (unreadable) => {
      switch (unreadable.why) {
        case "empty":
          return "El archivo está vacío.";
        case "no JSON":
          return "El archivo no es un notebook: no es JSON.";
        case "no notebook":
          return "El archivo no es un notebook: no tiene lista de celdas.";
        case "damaged cell":
          return "El notebook está dañado: una de sus celdas no tiene texto.";
        case "too large":
          return "El archivo pesa más de 16 MB sin las salidas: entregá solo el código.";
        case "no code":
          return "El notebook no tiene ninguna celda de código con algo adentro.";
        case "old format":
          return `El notebook está en el formato ${unreadable.what}, no en el 4: abrilo en Jupyter y guardalo de nuevo.`;
        case "other kernel":
          return `El notebook es para otro kernel (${unreadable.what}), no para TypeScript.`;
      }
    },
    stopped: {
      "waits for ever":
        "La celda espera para siempre y se cortó: no hay nada en vuelo ni ningún temporizador (timer) en marcha, así que lo que espera con `await` no puede llegar nunca.",
      "timed out": "La celda usó todo su tiempo y se cortó: buscá un bucle que no termina nunca.",
    },
    endedIn: (why) =>
      `El kernel terminó en esta celda: ${ends.es[why]}. Las demás se corrieron otra vez sin ella.`,
    notCalled: ({ cell, why }) =>
      `No se pudo llamar a \`scrape\`: la celda ${cell}, que la define, ${
        {
          "does not compile": "no compila. Su error dice por qué.",
          failed: "falló antes de definirla. Su error dice por qué.",
          "not reached":
            "no llegó a correr: una celda de más arriba usó todo el tiempo, o terminó el programa.",
        }[why]
      }`,
    lost: (why) => `El corrector perdió esta entrega; mirala, y corregila de nuevo: ${why.split("\n", 1)[0]}`,
  },
};

/** What the grader says of a run, in the learner's language. */
export const gradeWords = (language: Language): Words => texts[language];
