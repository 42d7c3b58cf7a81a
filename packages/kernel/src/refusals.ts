/** What a grading kernel refuses, told to who wrote the homework: Node's own words name options of the command line. */
import { isObject, language } from "@async-lab/notebook";

/** Node's permissions, and what the kernel closes on top of them. */
type Permission =
  | "FileSystemRead"
  | "FileSystemWrite"
  | "ChildProcess"
  | "WorkerThreads"
  | "Addons"
  | "WASI"
  | "Inspector"
  | "Closed";

type Tell = (what: string) => string;

const texts: Readonly<Record<"en" | "es", Readonly<Record<Permission | "Network", Tell>>>> = {
  en: {
    FileSystemRead: (path) =>
      `The grader runs a notebook alone, in an empty folder, and other files cannot be read there${path && `, such as ${path}`}.`,
    FileSystemWrite: (path) =>
      `The grader lets a notebook write in its own folder alone${path && `, not ${path}`}: give the file a name without a folder.`,
    ChildProcess: () =>
      "The grader lets no notebook start other programs: do the work in the notebook itself.",
    WorkerThreads: () =>
      "The grader lets no notebook start worker threads: do the work in the notebook's own thread.",
    Addons: () => "The grader loads no addons, which are libraries in machine code.",
    WASI: () => "The grader runs no WASI programs.",
    Inspector: () => "The grader lets no notebook use the inspector.",
    Closed: (name) => `The grader lets no notebook use ${name || "this"}: do without it.`,
    Network: (what) =>
      `${what} could not be reached: where homework is graded there may be no network but the course's own server.`,
  },
  es: {
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

/** What is said of something that is closed to notebooks, in the language of this one. */
export function tellClosed(name: string): string {
  return texts[language()].Closed(name);
}

/** As deep as errors within errors are looked at, and as many. */
const mostLookedAt = 20;
const longestName = 200;

const unreachable = new Set<unknown>([
  ...["ENOTFOUND", "EAI_AGAIN", "ENETUNREACH", "EHOSTUNREACH", "ECONNREFUSED", "ETIMEDOUT"],
  "UND_ERR_CONNECT_TIMEOUT",
]);
const ownMachine = /^(localhost|127\.|::1$|::ffff:127\.)/;

/**
 * The message of what was thrown, where the grader's sandbox is the reason, in itself or in what caused it.
 *
 * @param message the error's own
 * @example
 * tellRefusal(error, error.message); // "The grader lets no notebook start worker threads: …"
 */
export function tellRefusal(thrown: unknown, message: string): string {
  const found = listErrors(thrown)
    .map((error) => ({ error, told: tellOne(error) }))
    .find(({ told }) => told !== undefined);
  if (found?.told === undefined) return message;
  // Who threw an error of their own around it sees both.
  return found.error === thrown && refusals.has(found.error["code"])
    ? found.told
    : `${message}: ${found.told}`;
}

const refusals = new Set<unknown>(["ERR_ACCESS_DENIED", "ERR_DLOPEN_DISABLED", "ERR_UNKNOWN_BUILTIN_MODULE"]);

function tellOne(error: Record<string, unknown>): string | undefined {
  const { code, permission, resource } = error;
  const words = texts[language()];
  const message = textOf(error["message"]);
  if (code === "ERR_ACCESS_DENIED") {
    if (typeof permission === "string" && Object.hasOwn(words, permission))
      return words[permission as Permission](textOf(resource));
    return words.Closed(/^(\S+) API\b/.exec(message)?.[1] ?? "");
  }
  if (code === "ERR_DLOPEN_DISABLED") return words.Addons("");
  // Beside a learner's own notebook it may well be there.
  if (code === "ENOENT" && typeof error["syscall"] === "string")
    return words.FileSystemRead(textOf(error["path"]));
  // The kernel is started without it: its files are opened past the permissions.
  if (code === "ERR_UNKNOWN_BUILTIN_MODULE" && message.includes("node:sqlite"))
    return words.Closed("node:sqlite");
  if (!unreachable.has(code)) return undefined;
  const host = [error["hostname"], error["address"], error["host"]].map(textOf).find(Boolean);
  return host === undefined || ownMachine.test(host) ? undefined : words.Network(`${host} (${String(code)})`);
}

/** An error, what caused it, and what it has collected: the outermost first. */
function listErrors(thrown: unknown): Record<string, unknown>[] {
  const found: Record<string, unknown>[] = [];
  const waiting = [thrown];
  while (waiting.length > 0 && found.length < mostLookedAt) {
    const next = waiting.shift();
    if (!isObject(next)) continue;
    const error = next as Record<string, unknown>;
    found.push(error);
    const { cause, errors } = error;
    waiting.push(cause, ...(Array.isArray(errors) ? (errors.slice(0, mostLookedAt) as unknown[]) : []));
  }
  return found;
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value.slice(0, longestName) : "";
}
