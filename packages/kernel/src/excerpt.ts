/** A few lines of a cell with a caret under the place, as both kinds of error show it. */
import { language } from "@async-lab/notebook";

const texts = {
  en: {
    cell: "cell",
    parameter: (number: number) => `Parameter ${number}`,
    overloads: "It can also be called so:",
    silentCode: "code that ran silently",
    expression: "expression",
    line: "line",
    in: "in",
    causedBy: "caused by",
    frames: (count: number, library: string) => `${count} ${count === 1 ? "frame" : "frames"} of ${library}`,
    more: (count: number) => `and ${count} more`,
    notCompiled: (name: string, cell: number) =>
      `'${name}' is not there yet: cell ${cell}, which declares it, has a mistake. Fix and run that cell first.`,
    install: (module: string) =>
      `Is the name right? If it is, "npm install ${module}" in the notebook's folder brings it.`,
    takenName: (name: string) =>
      `The name '${name}' is taken: a cell runs as a CommonJS module, which has its own. Choose another name.`,
    awaitMissing: "Is an `await` missing in front of it?",
    notClosed: (bracket: string, line: number) => `The \`${bracket}\` of line ${line} is not closed.`,
    thousands: "Between the digits of a number nothing may stand but `_`: `10000` or `10_000`.",
    beginsIn: (line: number) => `It begins in line ${line}.`,
    declaredAgain: (name: string) =>
      `This cell declares '${name}' again, and the value is of the earlier one: create it again in this cell.`,
    otherScope: (name: string, line: number) =>
      `The '${name}' of line ${line} is known only in its block or function.`,
    maybeAbove: "If a cell above declares it, run that cell first.",
    undeclared: (name: string) =>
      `A new variable needs \`const\` or \`let\`: \`let ${name} = …\`. If a cell above declares it, run that cell first.`,
    fromPython: (form: string, ways: readonly string[], imports: string | undefined) =>
      `Python's ${form} is ${ways.join(" or ")} in TypeScript${imports === undefined ? "" : `, after ${imports}`}.`,
    noImportMeta:
      "A cell is no file of its own and has no `import.meta`: the notebook's folder is `process.cwd()`.",
    noPage: "There is no page here: the notebook runs in Node, not in a browser.",
    template: (form: string) =>
      `Python's ${form} is a text between backticks (\`) in TypeScript, and values stand in it as \${x}.`,
    slips: {
      magic: "Commands with `%` are IPython's; this kernel has none.",
      timing:
        'Commands with `%` are IPython\'s; to measure time, put `console.time("t")` before the code and `console.timeEnd("t")` behind it.',
      shell:
        'A cell runs no shell commands with `!`: use a terminal, or `console.log(String(execSync("ls")))` after `import { execSync } from "node:child_process"`.',
      package: "Packages are installed in a terminal, in the notebook's folder: `npm install got`.",
      help: "There is no `?` and no `help()` here: put the cursor on the name and press Shift+Tab.",
      block: "Indentation makes no block in TypeScript: put the lines between `{` and `}`.",
      object: "Where a line begins, `{` opens a block; an object stands in parentheses: `({ a: 1 })`.",
      noDeclaration:
        "TypeScript needs no `global` or `nonlocal`: a function may assign what is declared around it.",
    },
    interrupted: (blocked: boolean) =>
      blocked
        ? "You stopped the cell while it was computing; variables are kept."
        : "You stopped the cell while it was waiting; variables are kept, and its timers and requests are canceled.",
    forgottenAwait: (line: number, call: string) =>
      `Line ${line}: nobody waits for the promise of \`${call}\`. Put \`await\` before it, or \`void\` if that is on purpose.`,
    fileNotFound: (file: string, folder: string) => `Cannot find the file '${file}' from ${folder}.`,
    noExport: (file: string, name: string) => `'${file}' has no export called '${name}'.`,
    edited: (file: string) =>
      `${file} has changed since a cell imported it: run that cell again to use the new version.`,
    resources: {
      timer: (count: number) => `${count} ${count === 1 ? "timer" : "timers"}`,
      server: (count: number) => `${count} ${count === 1 ? "server" : "servers"}`,
      socket: (count: number) => `${count} ${count === 1 ? "open socket" : "open sockets"}`,
      process: (count: number) => `${count} ${count === 1 ? "child process" : "child processes"}`,
    },
    stillRunning: (what: string) => `Still running after this cell: ${what}.`,
    ownCode:
      "code of the stopped cell, in a loop that waits for neither a timer nor a request (restart the kernel to end it)",
    cellStopped: "the cell was stopped",
    noInput: "input() needs somebody to ask, and this notebook is run by a program.",
    noStandardInput:
      'Nobody can type into the standard input of a notebook: ask with `await input("name? ")` instead.',
    browserDialog: (name: string) =>
      `${name}() is a dialog of browsers: here ask with \`await input("name? ")\`, and show with console.log().`,
    noDebugger: "This kernel has no debugger; console.log and the traceback's lines are what it offers.",
    outOfMemory: (limitMb: number) =>
      `The kernel ran out of memory (limit: ${limitMb} MB) and was restarted. Its variables are gone: run the cells above again, with less data at a time.`,
    pendingPromise: "The promise is still pending: `await` before it would show its value.",
    displayFailed: (error: string) => `Its own display method failed: ${error}`,
    leftOut: (names: string) => `Not shown: ${names}.`,
    shortened: (length: number) =>
      `This is shortened: in full it has ${length} characters. Show a part of it to see more.`,
    busyLoop: (reads: number) =>
      `the time was read ${reads} times within one turn of the event loop: a loop waits for it to pass, and it cannot; \`await\` a timer instead`,
    noExit: "process.exit() would end the kernel and lose every variable; end the cell with `throw` instead.",
  },
  es: {
    cell: "celda",
    parameter: (number: number) => `Parámetro ${number}`,
    overloads: "También se puede llamar así:",
    silentCode: "código que corrió en silencio",
    expression: "expresión",
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
    takenName: (name: string) =>
      `El nombre '${name}' ya está tomado: una celda corre como módulo CommonJS, que tiene el suyo. Elegí otro.`,
    awaitMissing: "¿Le falta un `await` adelante?",
    notClosed: (bracket: string, line: number) => `El \`${bracket}\` de la línea ${line} no se cierra.`,
    thousands: "Entre las cifras de un número no va nada más que `_`: `10000` o `10_000`.",
    beginsIn: (line: number) => `Empieza en la línea ${line}.`,
    declaredAgain: (name: string) =>
      `Esta celda vuelve a declarar '${name}', y el valor es del anterior: volvé a crearlo en esta celda.`,
    otherScope: (name: string, line: number) =>
      `El '${name}' de la línea ${line} solo se conoce en su bloque o función.`,
    maybeAbove: "Si lo declara una celda de arriba, corré primero esa celda.",
    undeclared: (name: string) =>
      `Una variable nueva lleva \`const\` o \`let\`: \`let ${name} = …\`. Si la declara una celda de arriba, corré primero esa celda.`,
    fromPython: (form: string, ways: readonly string[], imports: string | undefined) =>
      `En TypeScript, el ${form} de Python es ${ways.join(" o ")}${imports === undefined ? "" : `, después de ${imports}`}.`,
    noImportMeta:
      "Una celda no es un archivo y no tiene `import.meta`: la carpeta del notebook es `process.cwd()`.",
    noPage: "Acá no hay página: el notebook corre en Node, no en un navegador.",
    template: (form: string) =>
      `En TypeScript, el ${form} de Python es un texto entre acentos graves (backticks, \`), y los valores van adentro como \${x}.`,
    slips: {
      magic: "Los comandos con `%` son de IPython; este kernel no los tiene.",
      timing:
        'Los comandos con `%` son de IPython; para medir el tiempo, poné `console.time("t")` antes del código y `console.timeEnd("t")` después.',
      shell:
        'Una celda no corre comandos de la terminal con `!`: usá una terminal, o `console.log(String(execSync("ls")))` después de `import { execSync } from "node:child_process"`.',
      package: "Los paquetes se instalan en una terminal, en la carpeta del notebook: `npm install got`.",
      help: "Acá no hay `?` ni `help()`: poné el cursor sobre el nombre y apretá Shift+Tab.",
      block: "En TypeScript la sangría no hace un bloque: poné las líneas entre `{` y `}`.",
      object: "Al principio de una línea, `{` abre un bloque; un objeto va entre paréntesis: `({ a: 1 })`.",
      noDeclaration:
        "En TypeScript no hacen falta `global` ni `nonlocal`: una función puede asignar lo que está declarado a su alrededor.",
    },
    interrupted: (blocked: boolean) =>
      blocked
        ? "Paraste la celda mientras calculaba; las variables se conservan."
        : "Paraste la celda mientras esperaba; las variables se conservan, y sus temporizadores y pedidos quedan cancelados.",
    forgottenAwait: (line: number, call: string) =>
      `Línea ${line}: nadie espera la promesa de \`${call}\`. Ponele \`await\` adelante, o \`void\` si es a propósito.`,
    fileNotFound: (file: string, folder: string) => `No se encuentra el archivo '${file}' desde ${folder}.`,
    noExport: (file: string, name: string) => `'${file}' no exporta nada que se llame '${name}'.`,
    edited: (file: string) =>
      `${file} cambió después de que una celda lo importó: volvé a correr esa celda para usar la versión nueva.`,
    resources: {
      timer: (count: number) =>
        `${count} ${count === 1 ? "temporizador (timer)" : "temporizadores (timers)"}`,
      server: (count: number) => `${count} ${count === 1 ? "servidor" : "servidores"}`,
      socket: (count: number) => `${count} ${count === 1 ? "socket abierto" : "sockets abiertos"}`,
      process: (count: number) => `${count} ${count === 1 ? "proceso hijo" : "procesos hijos"}`,
    },
    stillRunning: (what: string) => `Después de esta celda sigue en marcha: ${what}.`,
    ownCode:
      "código de la celda que paraste, en un bucle que no espera ni un temporizador ni un pedido (para terminarlo, reiniciá el kernel)",
    cellStopped: "la celda se paró",
    noInput: "input() necesita a alguien a quien preguntarle, y este notebook lo corre un programa.",
    noStandardInput:
      'Nadie puede escribir en la entrada estándar (standard input) de un notebook: preguntá con `await input("nombre? ")`.',
    browserDialog: (name: string) =>
      `${name}() es un diálogo del navegador: acá preguntá con \`await input("nombre? ")\`, y mostrá con console.log().`,
    noDebugger: "Este kernel no tiene depurador; ofrece console.log y las líneas del traceback.",
    outOfMemory: (limitMb: number) =>
      `El kernel se quedó sin memoria (límite: ${limitMb} MB) y se reinició. Sus variables se perdieron: volvé a correr las celdas de arriba, con menos datos a la vez.`,
    pendingPromise: "La promesa sigue pendiente: con `await` adelante verías su valor.",
    displayFailed: (error: string) => `Su propio método para mostrarse falló: ${error}`,
    leftOut: (names: string) => `Sin mostrar: ${names}.`,
    shortened: (length: number) =>
      `Esto está abreviado: entero tiene ${length} caracteres. Mostrá una parte para ver más.`,
    busyLoop: (reads: number) =>
      `se leyó la hora ${reads} veces en una sola vuelta del bucle de eventos (event loop): un bucle espera que pase el tiempo, y así no puede pasar; esperá un temporizador (timer) con \`await\``,
    noExit:
      "process.exit() terminaría el kernel y perderías todas las variables; terminá la celda con `throw`.",
  },
} as const;

/** The kernel's own words, in the notebook's language. */
export function words(): (typeof texts)[keyof typeof texts] {
  return texts[language()];
}

/** Where a line ends for TypeScript, and for Node. */
const lineBreak = /\r\n|[\n\r\u2028\u2029]/;

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
  const lines = source.split(lineBreak);
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
