import { language } from "@async-lab/notebook";

const english = {
  notHere: (method: string, page: string, base: string) =>
    `${method} needs the course's own practice API: ${base} (from PRACTICE_API) has no page ${page}; unset PRACTICE_API, or call practiceApi({ own: true })`,
  failingPages: "that fails at a rate",
  count: (method: string, given: string) =>
    `${method}(count): \`count\` must be a whole number, 0 or more, not ${given}`,
  failureRate: (given: string) =>
    `urls(count, { failureRate }): \`failureRate\` must be a number from 0 to 1, not ${given}`,
  delay: (method: string, most: number, given: string) =>
    `${method}: \`delay\` must be a number of seconds from 0 to ${most}, not ${given}`,
  base: (given: string) =>
    `PRACTICE_API must be the URL of a server, such as https://httpbin.org, not ${given}`,
  window: (given: string) => `mostInAnyWindow(seconds): \`seconds\` must be a number above 0, not ${given}`,
};

const spanish: typeof english = {
  notHere: (method, page, base) =>
    `${method} necesita la API de práctica del curso: ${base} (de PRACTICE_API) no tiene ninguna página ${page}; sacá PRACTICE_API, o llamá a practiceApi({ own: true })`,
  failingPages: "que falle cada tanto",
  count: (method, given) =>
    `${method}(count): \`count\` tiene que ser un número entero, de 0 en adelante, no ${given}`,
  failureRate: (given) =>
    `urls(count, { failureRate }): \`failureRate\` tiene que ser un número de 0 a 1, no ${given}`,
  delay: (method, most, given) =>
    `${method}: \`delay\` tiene que ser un número de segundos de 0 a ${most}, no ${given}`,
  base: (given) => `PRACTICE_API tiene que ser la URL de un servidor, como https://httpbin.org, no ${given}`,
  window: (given) => `mostInAnyWindow(seconds): \`seconds\` tiene que ser un número mayor que 0, no ${given}`,
};

/** What a cell is told that calls with wrong arguments; the server itself speaks English, as httpbin does. */
export function inLanguage(): typeof english {
  return language() === "es" ? spanish : english;
}
