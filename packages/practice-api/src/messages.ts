/** The languages of what a program is told; the server itself speaks English, as httpbin does. */
export type Language = "en" | "es";

const english = {
  notHere: (method: string, page: string, base: string) =>
    `${method} needs the course's own practice API: ${base} (from PRACTICE_API) has no page ${page}; unset PRACTICE_API, or call practiceApi({ own: true })`,
  failingPages: "that fails at a rate",
  count: (method: string, given: string) =>
    `${method}(count): \`count\` must be a whole number, 0 or more, not ${given}`,
  failureRate: (given: string) =>
    `urls(count, { failureRate }): \`failureRate\` must be a number from 0 to 1, not ${given}`,
  delay: (method: string, max: number, given: string) =>
    `${method}: \`delay\` must be a number of seconds from 0 to ${max}, not ${given}`,
  base: (given: string) =>
    `PRACTICE_API must be the URL of a server, such as https://httpbin.org, not ${given}`,
  window: (given: string) => `maxInAnyWindow(seconds): \`seconds\` must be a number above 0, not ${given}`,
  noRecord:
    "This server keeps no record of what it is asked: only the course's own practice API does (without PRACTICE_API).",
  caption: "What the server saw",
  requests: "requests",
  maxInFlight: "most in flight",
  inFlight: "in flight now",
  statuses: "statuses",
  bans: "times banned",
  aborted: "aborted by the client",
  cut: "cut short by the server",
  repeated: "URLs asked for more than once",
  connections: "connections opened",
  openNow: "open now",
};

const spanish: typeof english = {
  notHere: (method, page, base) =>
    `${method} necesita la API de práctica del curso: ${base} (de PRACTICE_API) no tiene ninguna página ${page}; sacá PRACTICE_API, o llamá a practiceApi({ own: true })`,
  failingPages: "que falle cada tanto",
  count: (method, given) =>
    `${method}(count): \`count\` tiene que ser un número entero, de 0 en adelante, no ${given}`,
  failureRate: (given) =>
    `urls(count, { failureRate }): \`failureRate\` tiene que ser un número de 0 a 1, no ${given}`,
  delay: (method, max, given) =>
    `${method}: \`delay\` tiene que ser un número de segundos de 0 a ${max}, no ${given}`,
  base: (given) => `PRACTICE_API tiene que ser la URL de un servidor, como https://httpbin.org, no ${given}`,
  window: (given) => `maxInAnyWindow(seconds): \`seconds\` tiene que ser un número mayor que 0, no ${given}`,
  noRecord:
    "Este servidor no guarda registro de lo que le pedís: solo lo hace la API de práctica del curso (sin PRACTICE_API).",
  caption: "Lo que vio el servidor",
  requests: "pedidos (requests)",
  maxInFlight: "máximo en vuelo (in flight)",
  inFlight: "en vuelo ahora",
  statuses: "estados (status)",
  bans: "veces que te bloqueó",
  aborted: "abandonados por el cliente",
  cut: "cortados por el servidor",
  repeated: "URLs pedidas más de una vez",
  connections: "conexiones abiertas en total",
  openNow: "abiertas ahora",
};

const texts: Readonly<Record<Language, typeof english>> = { en: english, es: spanish };

/** The messages of a language. */
export function messages(language: Language): typeof english {
  return texts[language];
}
