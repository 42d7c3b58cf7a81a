import type { GradedEnd } from "../../grade.js";
import type { RunMessages } from "../en/run.js";

const ends: Readonly<Record<GradedEnd, string>> = {
  completed: "terminó",
  "waits for ever": "esperó algo que no puede pasar nunca",
  "timed out": "usó todo su tiempo y hubo que cortarla",
  "out of CPU time": "calculó más tiempo del permitido",
  "out of memory": "ocupó más memoria de la permitida",
  "flooded its output": "escribió más de lo permitido",
  "process ended": "terminó su propio proceso",
  "not run": "no se corrió",
};

export const runMessages: RunMessages = {
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
    `El kernel terminó en esta celda: ${ends[why]}. Las demás se corrieron otra vez sin ella.`,
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
};
