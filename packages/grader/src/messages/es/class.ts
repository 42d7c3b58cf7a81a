import type { ClassMessages } from "../en/class.js";
import { formatMoment } from "../format.js";

const locale = "es-AR";

const count = (number: number, one: string, more = `${one}s`) => `${number} ${number === 1 ? one : more}`;

/** What `npm run grade` and the page of the class say in Spanish. */
export const classMessages: ClassMessages = {
  commandLine: {
    unknown: (option) => `La opción ${option} no existe. Con \`--help\` ves las que hay.`,
    needsValue: (option) => `La opción ${option} necesita un valor. Con \`--help\` ves cómo.`,
    takesNoValue: (option) => `La opción ${option} no lleva valor. Con \`--help\` ves cómo.`,
    badNumber: (option, value, min, max) => `\`${option}\` es un número de ${min} a ${max}, no \`${value}\`.`,
  },
  grade: {
    help: `Corrige las tareas entregadas según lo que vio el servidor, y escribe páginas, una tabla y un resumen.

  npm run grade -- ARCHIVO.ipynb… | CARPETA… [opciones]

  --out CARPETA     dónde van los resultados (si no decís nada: grades)
  --from CARPETA    la carpeta de una corrida anterior: sus notas y tus decisiones, mostradas de nuevo en --out
  --jobs N          cuántas a la vez (si no: según los núcleos de esta máquina, hasta 8)
  --timeout S       segundos que puede llevar una entrega (si no: 180)
  --seed N          qué páginas fallan, y cómo (si no: se sortea una vez por carpeta)
  --roster ARCHIVO  un CSV con el nombre y el id de cada estudiante
  --deadline HORA   las posteriores se corrigen y quedan marcadas: 2026-12-01T23:59, o con zona, …T23:59-03:00
  --anonymous       un código por estudiante en lugar de nombres e ids
  --same-user       corre las entregas con tu propio usuario, si otro no puede leer esta carpeta
  --help            este texto

De una carpeta toma todos los notebooks que haya adentro. Si lo corrés otra vez, corrige solo lo que cambió.
Ctrl-C conserva lo que ya está. Tus decisiones van en CARPETA/overrides.csv; en docs/calificar.md está cómo,
y qué es cada archivo.

Código de salida: 0 todo corregido, 1 algo no se pudo corregir o escribir, 2 mal usado, 130 detenido con Ctrl-C.`,
    noFiles: "grade: ¿qué notebooks? Nombrá archivos o carpetas; con `--help` ves cómo.",
    badDeadline: (text) => `\`--deadline\` es una hora como 2026-12-01T23:59-03:00, no \`${text}\`.`,
    noFolder: (path, code) => `No se puede crear ${path} (${code}): elegí otra carpeta con \`--out\`.`,
    nothingKept: (path) =>
      `No hay notas en ${path}: \`--from\` es la carpeta en la que escribió una corrida anterior.`,
    timeLeft: (duration) => `faltan unos ${duration}`,
    points: (points, of, kept) => `${points} de ${of}${kept ? ", de una corrida anterior" : ""}`,
    notGradedShort: "sin corregir",
    notGraded: (labels, all, why) =>
      `Sin corregir: ${labels.join(", ")}${all > labels.length ? ` y ${all - labels.length} más` : ""}: ${why}`,
    leftOut: (names, all) =>
      `Quedaron afuera, porque solo se corrigen notebooks y no se siguen enlaces: ${names.length === 0 ? count(all, "archivo") : names.join(", ")}${names.length > 0 && all > names.length ? ` y ${all - names.length} más` : ""}.`,
    alike: (ids, all) =>
      `Van por separado, porque la lista los tiene a todos: ${ids.length === 0 ? count(all, "grupo") + " de ids" : ids.join(", ")}${ids.length > 0 && all > ids.length ? ` y ${all - ids.length} más` : ""}. Se diferencian solo en ceros o espacios, y un archivo cuenta para quien tiene exactamente ese id.`,
    done: (done, total, kept) =>
      `Corregidas ${done} de ${count(total, "entrega")}${kept > 0 ? `; ${kept} ya lo estaban de una corrida anterior` : ""}.`,
    facts: (facts) =>
      [
        facts.late > 0 ? `${facts.late} fuera de término` : "",
        facts.missing > 0 ? count(facts.missing, "falta", "faltan") : "",
        facts.superseded > 0
          ? `${count(facts.superseded, "archivo anterior", "archivos anteriores")} de las mismas personas`
          : "",
        facts.overridden > 0 ? count(facts.overridden, "cambiada por vos", "cambiadas por vos") : "",
        facts.unknown > 0 ? `${facts.unknown} fuera de la lista` : "",
      ]
        .filter(Boolean)
        .join(", "),
    where: (summary, csv) => `El curso:  ${summary}\nLa tabla:  ${csv}`,
    toImport: (paths) => `Para importar:  ${paths.join(", ")}`,
    aside: (path) => `La tabla que había ahí tenía cambios, o no era de este comando: ahora es ${path}.`,
    stopped: (left) =>
      `Detenido: ${count(left, "entrega queda", "entregas quedan")} por corregir. Corré el mismo comando para seguir; lo corregido se conserva.`,
  },
  files: {
    notThere: (path) => `${path} no existe: revisá la ruta.`,
    noNotebooks: (path) => `No hay ningún .ipynb en ${path}.`,
    notNotebook: (path) => `${path} no es un notebook: nombrá archivos .ipynb, o carpetas que los tengan.`,
    tooLarge: (megabytes, max) => `el archivo tiene ${megabytes} MB, y más de ${max} no se leen`,
    unreadable: (code) => `no se puede leer el archivo (${code})`,
    closed: (code) => `no se puede leer la carpeta (${code}), y lo que tiene adentro no se corrige`,
  },
  roster: {
    unreadable: (path, code) => `No se puede leer la lista ${path} (${code}).`,
    empty: (path) => `La lista ${path} está vacía: necesita un encabezado con \`id\` y \`nombre\`.`,
    noColumn: (path, column, header) =>
      `La lista ${path} no tiene en su encabezado (${header}) una columna \`${column === "name" ? "nombre" : column}\`.`,
    noId: (path, line) => `${path}, línea ${line}: falta el id.`,
    misquoted: (path, line) => `${path}, línea ${line}: hay una comilla sin cerrar.`,
    twice: (path, line, id, before) => `${path}, línea ${line}: el id ${id} ya está en la línea ${before}.`,
  },
  overrides: {
    noColumn: (path, column, header) =>
      `${path} no tiene en su encabezado (${header}) la columna \`${column}\`: necesita id,criterion,points,reason.`,
    mistake: (path, line, what) => `${path}, línea ${line}: ${what}`,
    unknownId: (id) => `nadie en este curso tiene el id \`${id}\`.`,
    unknownCriterion: (criterion, all) =>
      `\`${criterion}\` no es un criterio; son ${all}, o vacío para toda la tarea.`,
    badPoints: (points, max) => `los puntos son un número de 0 a ${max}, no \`${points}\`.`,
    noReason: "un cambio necesita un motivo: lo lee quien entregó.",
    misquoted: "hay una comilla sin cerrar.",
    surplus: "tiene más celdas que el encabezado: si el motivo lleva comas, ponelo entre comillas.",
    twice: (id) => `\`${id}\` ya tiene un cambio para esto; toda la tarea y criterios sueltos se excluyen.`,
  },
  codes: {
    unreadable: (path, code) => `No se puede leer el archivo de códigos ${path} (${code}).`,
    damaged: (path) =>
      `${path} no es el archivo de códigos tal como se escribió: recuperalo, o borralo para tener códigos nuevos.`,
  },
  lms: { title: "Tarea", feedback: "Tarea (retroalimentación)" },
  notes: {
    notEnrolled: "no está en la lista",
    alikeId: "otro id de la lista se diferencia de este solo en ceros o espacios",
    noId: "sin id adentro, y sin ninguno de la lista en el nombre del archivo",
    severalNames: "los archivos con este id llevan varios nombres",
    severalNamesTold: (names) => `los archivos con este id llevan varios nombres: ${names.join(", ")}`,
    otherName: "el nombre que lleva adentro no es el de la lista",
    otherNameTold: (name) => `adentro dice ${name}`,
    changed: "cambiada después de `npm run submit`",
    future: "según su propio reloj, entregada en el futuro",
    noNotebook: "entregó algo que no es un notebook",
    noNotebookTold: (files) => `entregó algo que no es un notebook: ${files.join(", ")}`,
    timeUnknown: "nada adentro dice cuándo se entregó",
  },
  summary: {
    title: "Tarea: el curso",
    private:
      "Para docentes: esta página tiene los puntos de todo el curso. Las de pages/ son para quienes entregaron, una por persona.",
    incomplete: (left) =>
      `La corrección se detuvo: ${count(left, "entrega queda", "entregas quedan")} por corregir. Corré el mismo comando para seguir.`,
    factsCaption: "El curso en números",
    fact: "Qué",
    number: "Cantidad",
    handedIn: "Entregadas",
    graded: "Corregidas",
    median: "Mediana de los puntos",
    late: "Fuera de término",
    missing: "Faltan",
    missingIntro: "Están en la lista y no entregaron nada.",
    superseded: "Archivos anteriores",
    supersededIntro: "De varios archivos de una misma persona cuenta el más nuevo. Estos no.",
    overridden: "Cambiadas por vos",
    notGraded: "Sin corregir",
    notGradedIntro: "El corrector tuvo problemas con estas. Corré el comando otra vez cuando esté resuelto.",
    unknown: "Fuera de la lista",
    unknownIntro:
      "Se corrigieron como las demás. Compará el id del archivo con la lista: puede haber un error de tipeo.",
    distribution: "Cómo se reparten los puntos",
    distributionCaption: "Cuántas personas tienen cuántos puntos",
    chartTitle: "Estudiantes por puntos",
    pointsAxis: "puntos",
    studentsAxis: "estudiantes",
    binTold: (bin, number, one) => `${bin} puntos: ${number} ${one ? "estudiante" : "estudiantes"}`,
    nobody: "todavía nadie tiene puntos",
    missedTitle: "Criterios que más faltaron",
    missedCaption: (graded) => `De ${graded} corregidas, según el corrector, antes de tus cambios`,
    criterion: "Criterio",
    missedBy: "No lo cumplieron",
    share: "Parte",
    reasons: "Por qué, y cuántas veces",
    short: {
      success: "éxito",
      inFlight: "en vuelo",
      time: "tiempo",
      retries: "reintentos",
      report: "informe",
      closed: "cierre",
    },
    students: "Estudiantes",
    studentsCaption: "Los puntos de cada estudiante por criterio; un asterisco marca lo que cambiaste",
    student: "Estudiante",
    points: "Puntos",
    notes: "Notas",
    notYet: "todavía sin corregir",
    notGradedOne: "sin corregir",
    lateBy: (span) => `fuera de término por ${span}`,
    overrideTold: (reason) => `cambiada por vos: ${reason}`,
    supersededCount: (number) => count(number, "archivo anterior", "archivos anteriores"),
    moment: (at) => formatMoment(at, locale),
    gradedWith: (seed, timeout) =>
      `Corregida con la semilla (seed) ${seed} y hasta ${timeout} s por entrega.`,
    deadline: (at) =>
      `Cierre: ${formatMoment(at, locale)}; las horas que se comparan son las de los relojes de quienes entregaron.`,
  },
};
