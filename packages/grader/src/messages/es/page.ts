import { formatMoment, formatSpan } from "../format.js";
import type { PageMessages } from "../en/page.js";

const locale = "es-AR";

/** What a learner's page says in Spanish. */
export const pageMessages: PageMessages = {
  title: (label) => `Tarea: ${label}`,
  result: "Resultado:",
  of: (points) => `de ${points} puntos`,
  pointsOf: (points, of) => `${points} de ${of}`,
  handedInAt: (at) =>
    `Entrega: ${formatMoment(at, locale)}, según el reloj de la máquina desde la que se entregó.`,
  late: "Entregada fuera de término.",
  threw: (error) => `scrape lanzó ${error}`,
  lateBy: (span) => `Según el reloj de tu máquina, ${span} después del cierre.`,
  span: (ms) => formatSpan(ms, locale),
  overridden: "Tu docente cambió los puntos.",
  overriddenWhole: (points) => `El corrector había dado ${points}.`,
  overriddenCriteria: "En la tabla ves cuáles.",
  reason: "Motivo",
  was: (points) => `corrector: ${points}`,
  measuredBefore: "Lo que había medido el corrector, antes de que decidiera tu docente:",
  allBefore:
    "Esto es lo que el corrector había medido y dado antes de que decidiera tu docente; de tu docente es solo el total de abajo.",
  decided: "Lo decidió tu docente, más allá de lo que sumen los criterios.",
  didNotFinish: "La corrida no llegó al final.",
  ended: {
    completed: "Corrió hasta el final.",
    "waits for ever":
      "Esperó algo que no puede pasar nunca, sin nada en vuelo ni temporizadores en marcha, y se detuvo.",
    "timed out": "Usó todo el tiempo que tiene una entrega, y se detuvo.",
    "out of CPU time": "Usó más tiempo de cómputo del permitido, y se detuvo.",
    "out of memory": "Necesitó más memoria de la permitida.",
    "flooded its output": "Imprimió muchísimo más de la cuenta, y se detuvo.",
    "process ended": "Su proceso terminó solo, por ejemplo con una llamada a process.exit.",
    "not run": "El archivo no se pudo correr.",
  },
  criteria: "Criterios",
  criteriaCaption: "Cada criterio con sus puntos, lo que se midió y qué podés hacer",
  criterion: "Criterio",
  verdict: "Resultado",
  met: "Cumplido",
  told: "No se cuenta otra vez",
  partly: "En parte",
  missed: "Sin cumplir",
  points: "Puntos",
  evidence: "Qué se midió",
  total: "Total",
  seenTitle: "Lo que vio el servidor",
  nothingSeen: "No llegó ningún pedido: no se llamó a scrape, o no pidió nada.",
  pagesTitle: "Las 200 páginas",
  nothingOfThese: "No se pidió ninguna de estas páginas.",
  difficultTitle: "Las páginas que fallan",
  difficultIntro:
    "A scrape se lo llamó una vez más, con unas pocas páginas que fallan: algunas una vez, algunas siempre, y otras que no existen. De acá salen los puntos de los reintentos (retries). Cada página tiene su fila; las líneas finas son las esperas, y tienen que crecer.",
  difficultRegion: "Intentos de las páginas que fallan, y las esperas entre ellos",
  chartName: "Tu corrida",
  chartLegend: "barra: desde que llegó el pedido hasta su respuesta",
  chartRegion: "Línea de tiempo de tus pedidos",
  factsCaption: "La corrida de las 200 páginas en números",
  fact: "Qué",
  value: "Medido",
  requests: "Pedidos",
  maxInFlight: "Máximo en vuelo (in flight) al mismo tiempo",
  took: "Del primer pedido a la última respuesta",
  sequential: "Las 200 páginas una por una, calculado",
  troubledSummary: (count, one) =>
    `${one ? "La página que no llegó" : `Las ${count} páginas que no llegaron`} al primer intento, en una tabla`,
  troubledCaption: "Intentos de cada una de las 200 páginas que no llegó de entrada",
  difficultCaption: "Intentos de cada una de las páginas que fallan",
  page: "Página",
  attempts: "Intentos",
  statuses: "Estados, en orden",
  waits: "Esperas entre ellos",
  andMore: (count) => `Y ${count} más.`,
  problemsTitle: "Celdas con problemas",
  problemsIntro:
    "Un error en una celda no frena a las que siguen. Se cuentan solo las celdas de código, desde 1.",
  problemsCaption: "Cada celda que no terminó bien, con su línea y el mensaje",
  cellHead: "Celda",
  cell: (cell) => `celda ${cell}`,
  kind: "Problema",
  place: "Línea",
  message: "Mensaje",
  problem: {
    "type error": "error de tipos: la celda no corrió",
    error: "error al correr",
    "not reached": "no se llegó a correr",
  },
  printedTitle: "Lo que imprimió",
  printedIntro: "Las últimas líneas que escribió el notebook mientras se corregía, tal como son.",
  printedNothing: "No imprimió nada.",
  codeTitle: "El código que se corrigió",
  codeIntro:
    "Ningún punto depende de su estilo: eso lo juzga tu docente. Las celdas se cuentan entre las de código, y las líneas dentro de su celda.",
  codeFile: "El archivo:",
  codeCell: (cell) => `Celda ${cell}`,
  codeHandedOut: (first, last) =>
    first === last
      ? `Celda ${first}, tal como viene en la lección`
      : `Celdas ${first} a ${last}, tal como vienen en la lección`,
  codeMore: (lines, one) =>
    one ? "En el archivo hay una línea más." : `En el archivo hay ${lines} líneas más.`,
  footer:
    "Los puntos salen de lo que vio y contó el servidor de la API de práctica, no de lo que imprime el notebook. Si tenés preguntas sobre esta nota, hablá con tu docente.",
};
