import { formatDuration, formatNumber } from "../../../record/index.js";
import type { ToldGaps, ToldWait } from "../../homework/gaps.js";
import type { homework as english } from "../en/homework.js";
import { plural } from "../words.js";

const ms = (value: number) => `${formatNumber(value, "es")} ms`;
const time = (value: number) => formatDuration(value, "es");
/** La espera que más se aparta. */
const wrongWait = ({ wrongAttempt, wrongMs, askedMs }: ToldWait) =>
  `antes del intento ${wrongAttempt} una página esperó ${ms(wrongMs)}, y se piden entre ${ms(askedMs)} y ${ms(2 * askedMs)}`;
const waits = ({ firstMs, secondMs, thirdMs }: ToldGaps) => {
  const there = [firstMs, secondMs, thirdMs].filter((value) => value > 0);
  const [last = "0", ...before] = there.map((value) => formatNumber(value, "es")).reverse();
  return `${[before.reverse().join(", "), last].filter(Boolean).join(" y ")} ms`;
};
const pages = (count: number) => plural(count, "página");
const requests = (count: number) => plural(count, "pedido");

/** Las palabras con que se evalúa la tarea. */
export const homework: typeof english = {
  titles: {
    success: "Al menos el 95 % de las páginas",
    inFlight: "A lo sumo 20 en vuelo (in flight)",
    time: "Diez veces más rápido que una por una",
    retries: "Reintentos (retries) con esperas crecientes",
    report: "Un informe que dice la verdad",
    closed: "Nada quedó abierto",
  },
  nothingMeasured: "no hay nada que medir",
  notJudged: (figures) => `no se evaluó: ${figures}`,
  summary: (points, of, met, all) =>
    met === all
      ? `${points} de ${of} puntos: está todo lo que se pide.`
      : `${points} de ${of} puntos; cumplís ${met} de ${all} criterios.`,
  gradedElsewhere: "La tarea se está corrigiendo: esta verificación la hace el corrector por su cuenta.",
  points: (points, of) => `${points} de ${of} puntos`,
  caption: "Lo que vio el servidor",
  columns: { state: "Resultado", criterion: "Criterio y lo que se midió", points: "Puntos" },
  states: { met: "Cumplido", told: "No se cuenta otra vez", partly: "En parte", missed: "Sin cumplir" },
  oneByOne: "una por una",
  own: { pages: "tu scrape", failures: "tu scrape, páginas que fallan" },
  evidence: {
    success: (seen) =>
      `el servidor mandó ${seen.sent} de las ${seen.exist} páginas que existen; ${seen.proven} (${formatNumber(seen.percent, "es", 1)} %) están en tus filas tal como llegaron, y hace falta el 95 %`,
    inFlight: (seen) => `${seen.most} en vuelo en el momento de más carga; se permiten 20`,
    time: (seen) =>
      seen.sent === seen.exist
        ? `${time(seen.ms)}, con ${time(seen.limitMs)} como máximo: una por una tarda ${time(seen.sequentialMs)}`
        : `${time(seen.ms)}, con ${time(seen.limitMs)} como máximo: una por una lo que llegó, ${pages(seen.sent)} de ${seen.exist}, tarda ${time(seen.sequentialMs)}`,
    retries: (seen) =>
      [
        `${seen.came} de ${seen.of} páginas llegaron después de tres fallas`,
        seen.firstMs > 0 ? `esperas promedio de ${waits(seen)}` : "ninguna espera",
        `${seen.repeated} de ${seen.missing} páginas inexistentes pedidas otra vez`,
        `Retry-After respetado ${seen.heeded} de ${seen.asking} veces`,
      ].join("; "),
    report: (seen) =>
      seen.totalMs < 0
        ? `no devolvió el tiempo total; el servidor vio ${time(seen.spanMs)} y mandó ${pages(seen.sent)}`
        : `devolvió ${time(seen.totalMs)} y ${plural(seen.rows, "fila")}; el servidor vio ${time(seen.spanMs)} y mandó ${pages(seen.sent)}`,
    closed: (seen) =>
      `${requests(seen.inFlight)} todavía en vuelo, ${seen.requestsAfter} hechos después del final, ${plural(seen.connections, "conexión sin pedidos que quedó abierta", "conexiones sin pedidos que quedaron abiertas")}`,
  },
  ends: {
    "no-pages-fetched": "El servidor no mandó ninguna página: `scrape` tiene que pedir las URLs que recibe.",
    "too-many-requests":
      "Llegaron más pedidos de los que el servidor puede anotar, así que no hay nada que juzgar: buscá un bucle que pida sin parar.",
    threw:
      "`scrape` lanzó un error. Si no llegó una página, su dirección va a `failed` y las demás siguen. Si es un TypeError, fijate si falta un `await`.",
    "not-written": "Todavía falta escribir `scrape`.",
    "never-settles":
      "`scrape` espera para siempre: no hay ningún pedido en vuelo ni ningún temporizador (timer) en marcha, así que su promesa no se puede resolver nunca. Buscá un `new Promise` al que nadie le llama a `resolve`, o un lugar que nadie devuelve.",
    "timed-out":
      "`scrape` usó todo el tiempo que tenía: buscá un bucle que sigue pidiendo o calculando y no termina nunca.",
    "process-ended":
      "El programa se cerró mientras `scrape` trabajaba: llamó a `process.exit` o se quedó sin memoria.",
    "not-called": "Nadie llamó a `scrape`: el notebook no la define, o no llegó hasta ahí.",
  },
  feedback: {
    success: {
      met: () => "Las páginas llegaron, y sus tokens lo prueban.",
      "too-few-pages": (seen) =>
        `El servidor te mandó ${seen.sent} de las ${seen.exist} páginas que existen: volvé a pedir las que contestan con un 5xx.`,
      "not-asked": (seen) =>
        `De las ${seen.exist} páginas que existen, ${seen.notAsked} no se pidieron nunca: recorré todas las URLs que recibe \`scrape\`.`,
      "given-up": (seen) =>
        `El servidor te mandó ${seen.sent} de las ${seen.exist} páginas que existen; en ${seen.givenUp} tu programa se fue antes de la respuesta, que acá tarda 2 s: dale más tiempo, o volvé a pedir.`,
      "returned-early": () =>
        "`scrape` terminó antes de que llegaran sus páginas: ¿hay un `await` delante de `Promise.all` o de `Promise.allSettled`? Lo demás es consecuencia de eso.",
      "rows-not-as-sent": (seen) =>
        `El servidor te mandó ${pages(seen.sent)}, y en tus ${plural(seen.rows, "fila")} hay ${seen.proven} tal como llegaron: guardá cada página como está, con su \`token\`.`,
      "rows-left-out": (seen) =>
        `El servidor te mandó ${pages(seen.sent)}, y ${seen.proven} están en \`countries\`: poné ahí todas las que llegaron.`,
      "no-rows": (seen) =>
        `El servidor te mandó ${pages(seen.sent)}, pero en el resultado no hay ninguna: \`scrape\` devuelve \`{ countries, failed, totalMs }\`, con las páginas en \`countries\`.`,
    },
    inFlight: {
      met: () => "Nunca hubo más de 20.",
      "too-many-in-flight": (seen) =>
        `En el momento de más carga había ${requests(seen.most)} en vuelo: hacé pasar todo por un único límite, también los reintentos.`,
      "too-few-pages-to-judge": (seen) =>
        `De ${seen.exist} páginas el servidor mandó ${seen.sent}: son muy pocas para evaluar cómo se pidieron.`,
    },
    time: {
      met: (seen) => `Es ${formatNumber(seen.times, "es", 1)} veces más rápido que una por una.`,
      "too-slow": (seen) =>
        `Es ${formatNumber(seen.times, "es", 1)} veces más rápido que una por una, y hacen falta 10: ¿están ocupados los 20 lugares, o hay páginas que esperan y frenan a otras?`,
      "not-concurrent": (seen) =>
        `Es ${formatNumber(seen.times, "es", 1)} veces más rápido que una por una, y hacen falta 10; en el momento de más carga había ${requests(seen.most)} en vuelo: empezá los siguientes antes de que llegue la primera respuesta, hasta 20.`,
      "told-elsewhere": () =>
        "Lo que lo hace más lento es lo que hace con las páginas que fallan, y eso ya costó sus puntos en los reintentos.",
      "too-few-pages-to-judge": (seen) =>
        `Ser rápido cuenta cuando las páginas llegan: el servidor mandó ${seen.sent} de ${seen.exist}, menos de la cuarta parte.`,
    },
    retries: {
      met: () => "Repetiste lo que fallaba con esperas crecientes, y solo cuando sirve.",
      "told-elsewhere": () =>
        "Las páginas que no existen se pidieron una y otra vez, y por eso `scrape` no terminó: eso ya costó los puntos de las páginas.",
      "failures-not-fetched": () => "Cuando `scrape` recibió páginas que fallan, no pidió ninguna.",
      "returned-early": (seen) =>
        `Cuando \`scrape\` terminó habían llegado ${seen.came} de ${seen.of} páginas que fallan tres veces, y seguía pidiendo: lo que llega después del final no cuenta.`,
      "no-retry": () =>
        "Ninguna página que falló se pidió otra vez: un 5xx puede ser pasajero, así que probá hasta 5 veces. Si tenés un bucle: ¿hay un `await` después de `return`, dentro del `try`? Sin él, `catch` no atrapa nada.",
      "missing-repeated": (seen) =>
        `Después de un 404 se pidieron otra vez ${seen.repeated} de ${pages(seen.missing)}: lo que no existe no va a aparecer; repetí solamente los 5xx.`,
      "never-gives-up": (seen) =>
        seen.endless
          ? "`scrape` no terminó con las páginas difíciles: una página que falla siempre se abandona después de 5 intentos."
          : `Una página que no llega nunca se pidió ${seen.neverAttempts} veces: abandoná después de 5 intentos.`,
      "more-than-five": (seen) => `Una página se pidió ${seen.neverAttempts} veces: abandoná después de 5.`,
      "gives-up-early": (seen) =>
        `De ${seen.of} páginas que fallan tres veces llegaron ${seen.came}: hacé hasta 5 intentos por página.`,
      "never-asked-again": () =>
        "La página que no llega nunca se pidió una sola vez: hacé hasta 5 intentos por página.",
      "no-wait": (seen) =>
        `El primer reintento llegó a los ${ms(seen.firstMs)} en promedio: esperá un segundo antes, y después cada vez más.`,
      "waits-do-not-grow": (seen) =>
        `Las esperas fueron de ${ms(seen.firstMs)}, ${ms(seen.secondMs)} y ${ms(seen.thirdMs)} en promedio: duplicalas cada vez.`,
      "waits-too-short": (seen) =>
        `Demasiado corta: ${wrongWait(seen)}. El azar (jitter) alarga una espera, nunca la acorta.`,
      "waits-too-long": (seen) => `Demasiado larga: ${wrongWait(seen)}.`,
      "retry-after-ignored": (seen) =>
        `\`Retry-After: 2\` se respetó ${seen.heeded} de ${seen.asking} veces: esperá los segundos que pide.`,
      "not-in-failed": () => "La página que nunca llegó no está en `failed`: poné ahí su dirección.",
    },
    report: {
      met: () => "Lo que informaste es lo que vio el servidor.",
      "told-elsewhere": () =>
        "`scrape` no devolvió nada que se pueda comparar con lo que vio el servidor, y eso ya costó sus puntos en las páginas.",
      "not-the-result": () =>
        "Al resultado le falta `totalMs` o `failed`: `scrape` devuelve `{ countries, failed, totalMs }`.",
      "total-not-true": (seen) =>
        `\`totalMs\` dice ${time(seen.totalMs)} y el servidor vio ${time(seen.spanMs)}: medí desde el primer pedido hasta la última respuesta, en ms.`,
      "counts-not-true": (seen) =>
        `\`countries\` tiene ${plural(seen.rows, "fila")}, con ${seen.proven} de las ${pages(seen.sent)} que llegaron, y \`failed\` tiene ${seen.failed}, cuando no llegaron ${seen.notSent}: cada URL va en uno de los dos, una sola vez.`,
      "no-report": () => "No se imprimió nada: mostrá cuántas páginas llegaron y en cuánto tiempo.",
      "report-without-success": (seen) =>
        `El informe no dice cuántas páginas llegaron (${seen.sent}), en número o en por ciento, entre lo último que imprime.`,
      "report-always-the-same": (seen) =>
        `De las páginas difíciles llegaron ${seen.sentFailures}, y ahí el informe no lo dice: imprimí lo que contás, cada vez.`,
      "report-without-time": (seen) =>
        `El informe no dice cuánto tardó (${time(seen.spanMs)}), en s o ms o minutos y segundos, entre lo último que imprime.`,
    },
    closed: {
      met: () => "Cuando `scrape` terminó no había ningún pedido en curso, y no llegó ninguno después.",
      "told-elsewhere": () =>
        "A `scrape` hubo que cortarla antes de que pudiera cerrar algo, y eso ya costó sus puntos en otra línea.",
      "requests-after-the-end": (seen) =>
        `Después de que \`scrape\` terminó ${seen.requestsAfter === 1 ? "llegó" : "llegaron"} ${requests(seen.requestsAfter)} más: esperá con \`await\` todo lo que empezás.`,
      "left-in-flight": (seen) =>
        `Cuando \`scrape\` terminó, ${requests(seen.inFlight)} no ${seen.inFlight === 1 ? "tenía" : "tenían"} respuesta todavía: esperá con \`await\` todo lo que empezás.`,
      "connections-left-open": (seen) =>
        `${plural(seen.connections, "conexión quedó abierta", "conexiones quedaron abiertas")} sin ningún pedido: cerrá lo que abrís.`,
    },
  },
};
