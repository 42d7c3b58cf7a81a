/** A few lines of a cell with a caret under the place, as both kinds of error show it. */
import { language } from "../notebook/index.js";

const texts = {
  en: {
    cell: "cell",
    line: "line",
    in: "in",
    causedBy: "caused by",
    frames: (count: number, library: string) => `${count} ${count === 1 ? "frame" : "frames"} of ${library}`,
    more: (count: number) => `and ${count} more`,
    notCompiled: (name: string, cell: number) =>
      `'${name}' is not there yet: cell ${cell}, which declares it, has a mistake. Mend and run that cell first.`,
    install: (module: string) =>
      `Is the name right? If it is, "npm install ${module}" in the notebook's folder brings it.`,
    awaitMissing: "Is an `await` missing in front of it?",
    interrupted: (blocked: boolean) =>
      blocked
        ? "You stopped the cell while it was computing; variables are kept."
        : "You stopped the cell while it was waiting; variables are kept, and what it still waits for is abandoned.",
    forgottenAwait: (line: number, call: string) =>
      `Line ${line}: nobody waits for the promise of \`${call}\`. Put \`await\` before it, or \`void\` if that is on purpose.`,
    resources: {
      timer: (count: number) => `${count} ${count === 1 ? "timer" : "timers"}`,
      server: (count: number) => `${count} ${count === 1 ? "server" : "servers"}`,
      socket: (count: number) => `${count} ${count === 1 ? "open socket" : "open sockets"}`,
      process: (count: number) => `${count} ${count === 1 ? "child process" : "child processes"}`,
    },
    stillRunning: (what: string) => `Still running after this cell: ${what}.`,
    noInput: "input() needs somebody to ask, and this notebook is run by a program.",
    noDebugger: "This kernel has no debugger; console.log and the traceback's lines are what it offers.",
    outOfMemory: (limitMb: number) =>
      `The kernel ran out of memory (limit: ${limitMb} MB) and was restarted. Its variables are gone: run the cells above again, with less data at a time.`,
    pendingPromise: "The promise is still pending: `await` before it would show its value.",
    displayFailed: (error: string) => `Its own display method failed: ${error}`,
    leftOut: (names: string) => `Not shown: ${names}.`,
    shortened: (length: number) =>
      `This is shortened: in full it has ${length} characters. Show a part of it to see more.`,
    noExit:
      "process.exit() would end the kernel and lose every variable; end the cell with `return` or `throw` instead.",
  },
  es: {
    cell: "celda",
    line: "línea",
    in: "en",
    causedBy: "causado por",
    frames: (count: number, library: string) =>
      `${count} ${count === 1 ? "llamada" : "llamadas"} de ${library}`,
    more: (count: number) => `y ${count} más`,
    notCompiled: (name: string, cell: number) =>
      `'${name}' todavía no existe: la celda ${cell}, que lo declara, tiene un error. Corregila y correla primero.`,
    install: (module: string) =>
      `¿Está bien escrito? Si lo está, "npm install ${module}" en la carpeta del notebook lo trae.`,
    awaitMissing: "¿Le falta un `await` adelante?",
    interrupted: (blocked: boolean) =>
      blocked
        ? "Paraste la celda mientras calculaba; las variables se conservan."
        : "Paraste la celda mientras esperaba; las variables se conservan, y lo que todavía esperaba queda abandonado.",
    forgottenAwait: (line: number, call: string) =>
      `Línea ${line}: nadie espera la promesa de \`${call}\`. Ponele \`await\` adelante, o \`void\` si es a propósito.`,
    resources: {
      timer: (count: number) =>
        `${count} ${count === 1 ? "temporizador (timer)" : "temporizadores (timers)"}`,
      server: (count: number) => `${count} ${count === 1 ? "servidor" : "servidores"}`,
      socket: (count: number) => `${count} ${count === 1 ? "socket abierto" : "sockets abiertos"}`,
      process: (count: number) => `${count} ${count === 1 ? "proceso hijo" : "procesos hijos"}`,
    },
    stillRunning: (what: string) => `Después de esta celda sigue en marcha: ${what}.`,
    noInput: "input() necesita a alguien a quien preguntarle, y este notebook lo corre un programa.",
    noDebugger: "Este kernel no tiene depurador; ofrece console.log y las líneas del traceback.",
    outOfMemory: (limitMb: number) =>
      `El kernel se quedó sin memoria (límite: ${limitMb} MB) y se reinició. Sus variables se perdieron: volvé a correr las celdas de arriba, con menos datos a la vez.`,
    pendingPromise: "La promesa sigue pendiente: con `await` adelante verías su valor.",
    displayFailed: (error: string) => `Su propio método para mostrarse falló: ${error}`,
    leftOut: (names: string) => `Sin mostrar: ${names}.`,
    shortened: (length: number) =>
      `Esto está abreviado: entero tiene ${length} caracteres. Mostrá una parte para ver más.`,
    noExit:
      "process.exit() terminaría el kernel y perderías todas las variables; terminá la celda con `return` o `throw`.",
  },
} as const;

/** The kernel's own words, in the notebook's language. */
export function words(): (typeof texts)[keyof typeof texts] {
  return texts[language()];
}

/** A place in a cell or in its code; lines and columns count from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/**
 * Shows a place in a cell.
 *
 * @param source the cell as written
 * @param length how many characters the caret underlines, at most to the end of the line
 */
export function excerpt(source: string, place: Position, length = 1): string {
  const lines = source.split("\n");
  const line = lines[place.line - 1];
  if (line === undefined) return "";
  const width = String(place.line).length;
  const gutter = (number: number, mark: string) => `${mark} ${String(number).padStart(width)} | `;
  const before = lines[place.line - 2];
  const { text, column } = clip(line, place.column);
  const caret = "^".repeat(Math.max(1, Math.min(length, text.length - column + 1)));
  return [
    ...(before === undefined ? [] : [gutter(place.line - 1, " ") + clip(before, 1).text]),
    gutter(place.line, ">") + text,
    `${" ".repeat(width + 5)}${text.slice(0, column - 1).replace(/[^\t]/g, " ")}\u001b[31m${caret}\u001b[39m`,
  ].join("\n");
}

/** As many characters of a line are shown: data that somebody has pasted may be a line of a megabyte. */
const widest = 240;

/** The part of a line around a column, and where the column is in it. */
function clip(line: string, column: number): { readonly text: string; readonly column: number } {
  if (line.length <= widest) return { text: line, column };
  const start = Math.max(0, Math.min(column - widest / 2, line.length - widest));
  const end = start + widest;
  const text = `${start > 0 ? "…" : ""}${line.slice(start, end)}${end < line.length ? "…" : ""}`;
  return { text, column: column - start + (start > 0 ? 1 : 0) };
}
