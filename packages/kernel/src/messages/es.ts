/** What the kernel says, in Spanish. */
import type { Messages } from "./en.js";

export const es: Messages = {
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
  pythonMistakes: {
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
  packageNotFound: (name: string, project: string | undefined) => {
    const places = project === undefined ? " junto al notebook" : `, ni junto al notebook ni en ${project}`;
    return `No se encuentra el módulo '${name}'${places}; ¿está bien escrito? Si lo está, "npm install ${name}" en la carpeta del notebook lo trae.`;
  },
  fileNotFound: (file: string, folder: string) => `No se encuentra el archivo '${file}' desde ${folder}.`,
  noExport: (file: string, name: string) => `'${file}' no exporta nada que se llame '${name}'.`,
  edited: (file: string) =>
    `${file} cambió después de que una celda lo importó: volvé a correr esa celda para usar la versión nueva.`,
  resources: {
    timer: (count: number) => `${count} ${count === 1 ? "temporizador (timer)" : "temporizadores (timers)"}`,
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
  noExit:
    "process.exit() terminaría el kernel y perderías todas las variables; terminá la celda con `throw`.",
  denied: {
    FileSystemRead: (path) =>
      `El corrector corre el notebook solo, en una carpeta vacía, y ahí no se pueden leer otros archivos${path && `, como ${path}`}.`,
    FileSystemWrite: (path) =>
      `El corrector deja que un notebook escriba solamente en su propia carpeta${path && `, no en ${path}`}: dale al archivo un nombre sin carpeta.`,
    ChildProcess: () =>
      "El corrector no deja que un notebook arranque otros programas: hacé el trabajo en el notebook mismo.",
    WorkerThreads: () =>
      "El corrector no deja que un notebook arranque hilos (worker threads): hacé el trabajo en el hilo del notebook.",
    Addons: () => "El corrector no carga complementos (addons), que son bibliotecas en código de máquina.",
    WASI: () => "El corrector no corre programas WASI.",
    Inspector: () => "El corrector no deja que un notebook use el inspector.",
    Closed: (name) => `El corrector no deja que un notebook use ${name || "esto"}: arreglate sin eso.`,
    Network: (what) =>
      `No se pudo llegar a ${what}: donde se corrige la tarea puede no haber más red que el servidor del curso.`,
  },
};
