import { formatMoment } from "../format.js";
import type { SubmitMessages } from "../en/submit.js";

const locale = "es-AR";

/** What `npm run submit` says in Spanish. */
export const submitMessages: SubmitMessages = {
  help: `Corre tu tarea, muestra los criterios y escribe el único archivo que hay que entregar.

  npm run submit -- NOTEBOOK [opciones]

  --name NOMBRE     tu nombre
  --id ID           tu id de estudiante, el que conoce tu docente
  --out ARCHIVO     el archivo a escribir (si no decís nada: homework-ID.ipynb, acá)
  --check           solo muestra los criterios; no escribe nada
  --timeout S       segundos que puede llevar (si no: 180)
  --help            este texto

Si faltan el nombre o el id, te los pregunta. Tu notebook no se toca.

Código de salida: 0 escrito (o revisado), 1 no se pudo correr o escribir, 2 mal usado, 130 detenido con Ctrl-C.`,
  oneNotebook: "submit: nombrá un notebook: npm run submit -- my-notebooks/es/09-homework.ipynb",
  missing: (options) => `submit: falta ${options}: tu docente tiene que saber de quién es la tarea.`,
  askName: "Tu nombre: ",
  askId: "Tu id de estudiante: ",
  oneTooMany: (word) =>
    `submit: \`${word}\` está de más: un nombre de varias palabras va entre comillas, y se entrega un notebook por vez.`,
  notNotebook: (path) => `submit recibe un notebook, un archivo que termina en .ipynb: ${path} no lo es.`,
  empty: (option) => `\`${option}\` está vacío: tu docente tiene que saber de quién es la tarea.`,
  tooLong: (option, max, value) => `\`${option}\` tiene más de ${max} caracteres: \`${value}\`.`,
  notJson: (path) => `${path} no es un notebook: no es JSON. Guardalo otra vez desde JupyterLab.`,
  notHomework: (path) =>
    `${path} no es la tarea: ninguna de sus celdas tiene un \`scrape\`. La tarea es el notebook de la lección 9, 09-homework.ipynb, con tu propio \`scrape\` adentro.`,
  taken: (path) => `${path} ya existe y no lo escribió submit: elegí otro con \`--out\`.`,
  otherWork: (path: string) =>
    `${path} ya está, y cambió desde que lo escribió submit, o es de otro legajo: elegí otro con \`--out\`.`,
  handedOut: (path: string, own: string) =>
    `${path} es la tarea tal como viene con el curso. La tuya es ${own}.`,
  itself: (path) => `\`--out\` es el mismo notebook (${path}): elegí otro archivo.`,
  notEnding: (path) => `\`--out\` es un archivo que termina en .ipynb, no ${path}.`,
  notWritten: (path, code) => `No se pudo escribir ${path} (${code}).`,
  running: (path) => `Corriendo ${path}: primero sus celdas, después tu scrape con 200 páginas.`,
  elapsed: (duration) => `va corriendo ${duration}; con Ctrl-C se detiene`,
  title: "Tu tarea, según lo que vio el servidor:",
  total: (points, of) => `En total: ${points} de ${of} puntos.`,
  provisional:
    "El corrector de tu docente la corre otra vez y fallan otras páginas: una solución que anda acá, anda allá.",
  trouble: (why) => `No se pudo correr acá: ${why}`,
  stopped: "Detenido; no se escribió nada.",
  checked: "Solo se revisó; no se escribió nada.",
  needing: (cells) =>
    `… y ${cells === 1 ? "una celda más que necesita" : `${cells} celdas más que necesitan`} lo que ahí falta.`,
  moreProblems: (cells) => `… y ${cells === 1 ? "una celda más" : `${cells} celdas más`} con problemas.`,
  allMet: (points, of) => `Cómo está: ${points} de ${of} puntos; se cumplen todos los criterios.`,
  unmet: (number, points, of) =>
    `Cómo está: ${points} de ${of} puntos; ${number === 1 ? "un criterio no se cumple" : `${number} criterios no se cumplen`}. El archivo se escribió igual; podés corregir tu notebook y entregar otro.`,
  notRun: "Cómo está: no se pudo correr acá, así que todavía no se sabe cuántos puntos tiene.",
  written: (path, name, id, at) =>
    `Para entregar, de ${name} (${id}), ${formatMoment(at, locale)}:\n\n  ${path}\n\nEntregá este único archivo, como te haya dicho tu docente.`,
};
