import { language, type Language } from "@async-lab/notebook";
import { formatDuration, formatNumber } from "../record/index.js";
import type { RequestOutcome } from "./request-outcome.js";

const en = {
  timeAxis: "time since the start",
  onePixel: "1 pixel is",
  timelineTitle: "Every request, on one scale",
  request: "request",
  noRequests: "no requests were made in this recording",
  /** Of one, and of any other number. */
  nouns: {
    requests: ["request", "requests"],
    urls: ["URL", "URLs"],
    attempts: ["attempt", "attempts"],
    rounds: ["round", "rounds"],
    cores: ["core", "cores"],
    workers: ["worker", "workers"],
  } satisfies Record<string, readonly [string, string]>,
  noSamples: "over too soon to sample the event loop, which takes 10 ms",
  requestsIn: (requests: string, duration: string) => `${requests} in ${duration}`,
  paleAndDark: "pale: waiting for the first byte · full: receiving",
  thinAndThick: "thin: waiting for the first byte · thick: receiving",
  outcome: {
    success: "answered (2xx)",
    redirect: "redirected (3xx)",
    clientError: "refused (4xx)",
    serverError: "server error (5xx)",
    failed: "failed without a whole answer",
    unfinished: "unfinished at the end",
  } satisfies Record<RequestOutcome, string>,
  tooltip: {
    url: "URL",
    status: "status",
    attempt: "attempt",
    waiting: "waiting",
    receiving: "receiving",
    error: "error",
  },
  oneAfterAnother: "one after another",
  upToAtOnce: (count: string) => `up to ${count} at once`,
  firstByte: (duration: string, one: boolean) =>
    one ? `the first byte came after ${duration}` : `in half of them the first byte came within ${duration}`,
  compareTitle: "How long it took",
  durationAxis: "duration",
  took: (name: string, requests: string, duration: string) => `“${name}” (${requests}) took ${duration}`,
  thenTook: (name: string, duration: string, speed: string) => `“${name}” took ${duration}: ${speed}`,
  faster: (times: string) => `${times} times faster`,
  slower: (times: string) => `${times} times slower`,
  same: "as fast",
  ideal: (duration: string, slots: string) => `dashed: the ideal, ${slots} at a time, ${duration}`,
  idealWouldBe: (duration: string, slots: string) =>
    `the ideal, with never more than ${slots} at a time, is ${duration}`,
  notSuccessful: (count: string, total: string) => `${count} of ${total} failed`,
  inFlightTitle: "Requests in flight",
  inFlightAxis: "requests in flight",
  atMost: (count: string) => `at most ${count}`,
  inFlightSentence: (parts: string) => `Requests in flight at the same time: ${parts}`,
  inFlightPart: (name: string, most: string, duration: string) =>
    `“${name}” had at most ${most}, over ${duration}`,
  loopTitle: (name: string) => `${name}: event loop delay`,
  delayAxis: "delay",
  frozenFor: (duration: string) => `frozen for ${duration}`,
  loopFree: (name: string, delay: string, duration: string) =>
    `The event loop stayed free all through “${name}” (${duration}): it was never more than ${delay} late`,
  loopFrozen: (name: string, times: number, longest: string, at: string) =>
    `During “${name}” the event loop froze ${times === 1 ? "once" : `${times} times`}` +
    `, ${times === 1 ? "" : "the longest time "}for ${longest}, ${at} after the start`,
  otherwiseLate: (delay: string) => `the rest of the time it was never more than ${delay} late`,
  attemptsTitle: (name: string, urls: string, attempts: string) => `${name}: ${urls}, ${attempts}`,
  attemptsSubtitle: "bars: attempts · lines: the waits between them",
  mostAttempted: (shown: string, all: string) => `the ${shown} of ${all} URLs with the most attempts`,
  mostAttempts: (url: string, attempts: string, gaps: string) =>
    `the most was ${attempts} at ${url}, with waits of ${gaps}`,
  noRepeats: "no URL was asked for more than once",
  lastAttempts: (succeeded: string, all: string) => `${succeeded} of ${all} succeeded in the end`,
  startsTitle: "When requests started",
  startsAxis: "requests",
  firstAndAgain: "pale: first attempts · full: retries",
  retries: (count: string) => `${count} retries`,
  startsPanel: (most: string) => `at most ${most} in a bar`,
  barWidth: (width: string) => `a bar is ${width} wide`,
  startsSentence: (parts: string) => `How many requests started when: ${parts}`,
  startsPart: (name: string, requests: string, duration: string, most: string, width: string) =>
    `“${name}” started ${requests} over ${duration}, at most ${most} within a bar of ${width}`,
  distributionTitle: "Every round, and the median",
  distributionSubtitle: "circle: a round · line: the range · mark: the median",
  median: (value: string) => `median ${value}`,
  round: "round",
  medianAndRange: (name: string, median: string, min: string, max: string, rounds: string) =>
    `“${name}” has a median of ${median} (${min} to ${max}, ${rounds})`,
  overlap: (pairs: string) => `ranges that overlap, so that these rounds do not tell them apart: ${pairs}`,
  noOverlap: "no two ranges overlap",
  pair: (one: string, other: string) => `“${one}” and “${other}”`,
  speedUpTitle: "Speed-up against one worker",
  workersAxis: "workers",
  speedUpAxis: "times as fast",
  idealLine: "dashed: the ideal, as many times as workers",
  coresLine: (cores: string) => `dotted: this machine's ${cores}`,
  times: (times: string) => `${times}×`,
  withWorkers: (times: string, workers: string) => `${times} times as fast with ${workers}`,
  speedUpSentence: (parts: string, cores: string) =>
    `Against one worker the work was ${parts}; this machine has ${cores}, and more workers than cores cannot make CPU-bound work faster`,
  errors: {
    noRecording: (chart: string) => `${chart}: give it a recording: ${chart}(await record("…", …))`,
    aRecordingsPromise: (chart: string) =>
      `${chart}: this is a promise of a recording, not a recording: write ${chart}(await record(…))`,
    anArray: (chart: string) =>
      `${chart}: expected a recording, not an array: spread it, ${chart}(...recordings)`,
    notARecording: (chart: string, given: string) =>
      `${chart}: expected a recording, as \`await record(…)\` returns it, not ${given}`,
    anotherObject: "an object of another kind",
    aPromise: "a promise: await it",
    aList: "a list",
    barMs: (given: string) => `histogram: \`barMs\` must be 1 or more milliseconds, not ${given}`,
    noTimes: (example: string) => `speedUp: give it the time by number of workers: ${example}`,
    notWorkers: (example: string) =>
      `speedUp: a number of workers must be a whole number, 1 or more: ${example}`,
    noSingleWorker: (example: string) =>
      `speedUp: the time of one worker is missing, which the others are compared with: ${example}`,
    oneWorkerAlone: (example: string) => `speedUp: there is nothing to compare one worker with: ${example}`,
    notATime: (workers: string, given: string) =>
      `speedUp: the time of ${workers} workers must be a number above 0, or a list of them, not ${given}`,
    noRounds: (example: string) => `distribution: give it the values of all rounds by name: ${example}`,
    nothingToDraw: (example: string) => `distribution: there is nothing to draw: ${example}`,
    notRounds: (name: string, given: string) =>
      `distribution: \`${name}\` must be a list of numbers, 0 or more, one for each round, not ${given}`,
    noSpec: (given: string) =>
      `vegaLite: \`spec\` must be a Vega-Lite specification, such as { data: { values: rows }, mark: "bar", encoding: { … } }, not ${given}`,
    noDescription:
      "vegaLite: give it a `description` too, one sentence on what the picture shows, for those who cannot see it",
  },
  list: (parts: readonly string[]) => parts.join("; "),
  and: (parts: readonly string[]) => joinWords(parts, "and"),
};

/** "a", "a and b", "a, b and c". */
function joinWords(parts: readonly string[], and: string): string {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} ${and} ${parts.at(-1) ?? ""}`;
}

const es: typeof en = {
  timeAxis: "tiempo desde el comienzo",
  onePixel: "1 píxel son",
  timelineTitle: "Cada pedido, en una misma escala",
  request: "pedido",
  noRequests: "en esta grabación no se hizo ningún pedido",
  nouns: {
    requests: ["pedido", "pedidos"],
    urls: ["URL", "URLs"],
    attempts: ["intento", "intentos"],
    rounds: ["ronda", "rondas"],
    cores: ["núcleo", "núcleos"],
    workers: ["worker", "workers"],
  },
  noSamples: "terminó antes de poder muestrear el bucle de eventos, que lleva 10 ms",
  requestsIn: (requests, duration) => `${requests} en ${duration}`,
  paleAndDark: "tenue: esperando el primer byte · lleno: recibiendo",
  thinAndThick: "fino: esperando el primer byte · grueso: recibiendo",
  outcome: {
    success: "con respuesta (2xx)",
    redirect: "con redirección (3xx)",
    clientError: "con rechazo (4xx)",
    serverError: "con error del servidor (5xx)",
    failed: "sin respuesta completa",
    unfinished: "sin terminar al final",
  },
  tooltip: {
    url: "URL",
    status: "estado",
    attempt: "intento",
    waiting: "espera",
    receiving: "recepción",
    error: "error",
  },
  oneAfterAnother: "uno detrás de otro",
  upToAtOnce: (count) => `hasta ${count} a la vez`,
  firstByte: (duration, one) =>
    one
      ? `el primer byte llegó a los ${duration}`
      : `en la mitad el primer byte llegó en ${duration} o menos`,
  compareTitle: "Cuánto tardó",
  durationAxis: "duración",
  took: (name, requests, duration) => `«${name}» (${requests}) tardó ${duration}`,
  thenTook: (name, duration, speed) => `«${name}» tardó ${duration}: ${speed}`,
  faster: (times) => `${times} veces más rápido`,
  slower: (times) => `${times} veces más lento`,
  same: "igual de rápido",
  ideal: (duration, slots) => `rayas: el ideal, ${slots} a la vez, ${duration}`,
  idealWouldBe: (duration, slots) => `el ideal, con no más de ${slots} a la vez, es ${duration}`,
  notSuccessful: (count, total) => `${count} de ${total} con error`,
  inFlightTitle: "Pedidos en vuelo (in flight)",
  inFlightAxis: "pedidos en vuelo",
  atMost: (count) => `como máximo ${count}`,
  inFlightSentence: (parts) => `Pedidos en vuelo al mismo tiempo: ${parts}`,
  inFlightPart: (name, most, duration) => `«${name}» tuvo como máximo ${most}, durante ${duration}`,
  loopTitle: (name) => `${name}: atraso del bucle`,
  delayAxis: "atraso",
  frozenFor: (duration) => `congelado ${duration}`,
  loopFree: (name, delay, duration) =>
    `El bucle de eventos estuvo libre durante todo «${name}» (${duration}): nunca se atrasó más de ${delay}`,
  loopFrozen: (name, times, longest, at) =>
    `Durante «${name}» el bucle de eventos se congeló ${times === 1 ? "una vez" : `${times} veces`}` +
    `, ${times === 1 ? "" : "la más larga "}por ${longest}, a ${at} del comienzo`,
  otherwiseLate: (delay) => `el resto del tiempo nunca se atrasó más de ${delay}`,
  attemptsTitle: (name, urls, attempts) => `${name}: ${urls}, ${attempts}`,
  attemptsSubtitle: "barras: los intentos · líneas: las esperas entre ellos",
  mostAttempted: (shown, all) => `las ${shown} URLs con más intentos, de ${all}`,
  mostAttempts: (url, attempts, gaps) => `la que más llevó fue ${url}: ${attempts}, con esperas de ${gaps}`,
  noRepeats: "ninguna URL se pidió más de una vez",
  lastAttempts: (succeeded, all) => `al final salieron bien ${succeeded} de ${all}`,
  startsTitle: "Cuándo empezaron los pedidos",
  startsAxis: "pedidos",
  firstAndAgain: "tenue: primeros intentos · lleno: reintentos (retries)",
  retries: (count) => `${count} reintentos`,
  startsPanel: (most) => `hasta ${most} por barra`,
  barWidth: (width) => `cada barra abarca ${width}`,
  startsSentence: (parts) => `Cuántos pedidos empezaron en cada momento: ${parts}`,
  startsPart: (name, requests, duration, most, width) =>
    `«${name}» empezó ${requests} a lo largo de ${duration}, como máximo ${most} en una barra de ${width}`,
  distributionTitle: "Cada ronda y la mediana",
  distributionSubtitle: "círculo: una ronda · línea: el rango · marca: la mediana",
  median: (value) => `mediana ${value}`,
  round: "ronda",
  medianAndRange: (name, median, min, max, rounds) =>
    `«${name}» tiene una mediana de ${median} (de ${min} a ${max}, ${rounds})`,
  overlap: (pairs) =>
    `rangos que se superponen, así que estas rondas no alcanzan para distinguirlos: ${pairs}`,
  noOverlap: "no hay dos rangos que se superpongan",
  pair: (one, other) => `«${one}» con «${other}»`,
  speedUpTitle: "Aceleración (speed-up) frente a un solo worker",
  workersAxis: "workers",
  speedUpAxis: "veces más rápido",
  idealLine: "rayas: el ideal, tantas veces como workers",
  coresLine: (cores) => `puntos: esta máquina, con ${cores}`,
  times: (times) => `${times}×`,
  withWorkers: (times, workers) => `${times} veces más rápido con ${workers}`,
  speedUpSentence: (parts, cores) =>
    `Frente a un solo worker, el trabajo fue ${parts}; esta máquina tiene ${cores}, y con más workers que núcleos el trabajo limitado por la CPU (CPU-bound) no puede ir más rápido`,
  errors: {
    noRecording: (chart) => `${chart}: pasale una grabación: ${chart}(await record("…", …))`,
    aRecordingsPromise: (chart) =>
      `${chart}: esto es la promesa (promise) de una grabación, no una grabación: escribí ${chart}(await record(…))`,
    anArray: (chart) =>
      `${chart}: esperaba una grabación, no un arreglo (array): desplegalo, ${chart}(...recordings)`,
    notARecording: (chart, given) =>
      `${chart}: esperaba una grabación, como la que devuelve \`await record(…)\`, no ${given}`,
    anotherObject: "un objeto de otro tipo",
    aPromise: "una promesa (promise): esperala con await",
    aList: "una lista",
    barMs: (given) => `histogram: \`barMs\` tiene que ser de 1 milisegundo o más, no ${given}`,
    noTimes: (example) => `speedUp: pasale el tiempo de cada cantidad de workers: ${example}`,
    notWorkers: (example) =>
      `speedUp: la cantidad de workers tiene que ser un número entero, de 1 en adelante: ${example}`,
    noSingleWorker: (example) =>
      `speedUp: falta el tiempo de un solo worker, con el que se comparan los demás: ${example}`,
    oneWorkerAlone: (example) => `speedUp: un solo worker no tiene con qué compararse: ${example}`,
    notATime: (workers, given) =>
      `speedUp: el tiempo de ${workers} workers tiene que ser un número mayor que 0, o una lista de ellos, no ${given}`,
    noRounds: (example) => `distribution: pasale los valores de todas las rondas, por nombre: ${example}`,
    nothingToDraw: (example) => `distribution: no hay nada que dibujar: ${example}`,
    notRounds: (name, given) =>
      `distribution: \`${name}\` tiene que ser una lista de números, de 0 en adelante, uno por ronda, no ${given}`,
    noSpec: (given) =>
      `vegaLite: \`spec\` tiene que ser una especificación de Vega-Lite, como { data: { values: rows }, mark: "bar", encoding: { … } }, no ${given}`,
    noDescription:
      "vegaLite: pasale también una `description`, una oración sobre lo que muestra la imagen, para quien no la puede ver",
  },
  list: (parts) => parts.join("; "),
  and: (parts) => joinWords(parts, "y"),
};

const byLanguage: Readonly<Record<Language, typeof en>> = { en, es };

/** What charts say, by default in the language of the notebook. */
export function messages(chosen: Language = language()): typeof en {
  return byLanguage[chosen];
}

/**
 * How a chart writes: its words, and numbers, durations and amounts as the same language has them.
 *
 * @param chosen by default the notebook's
 * @example
 * const { words, amount } = speak();
 * amount("requests", 1); // "1 request"
 */
export function speak(chosen: Language = language()) {
  const words = messages(chosen);
  const number = (value: number, decimals?: number) => formatNumber(value, chosen, decimals);
  return {
    language: chosen,
    words,
    number,
    duration: (ms: number) => formatDuration(ms, chosen),
    amount: (noun: keyof typeof words.nouns, value: number) =>
      `${number(value)} ${words.nouns[noun][value === 1 ? 0 : 1]}`,
  };
}
