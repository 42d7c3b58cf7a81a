/** What a grading kernel refuses, told to who wrote the homework: Node's own words name options of the command line. */
import { isObject } from "@async-lab/notebook";
import { messages, type Messages } from "./messages/index.js";

/** As deep as errors within errors are looked at, and as many. */
const maxErrors = 20;
const maxNameLength = 200;

const unreachableCodes = new Set<unknown>([
  ...["ENOTFOUND", "EAI_AGAIN", "ENETUNREACH", "EHOSTUNREACH", "ECONNREFUSED", "ETIMEDOUT"],
  "UND_ERR_CONNECT_TIMEOUT",
]);
const ownMachine = /^(localhost|127\.|::1$|::ffff:127\.)/;

/**
 * The message of what was thrown, where the grader's sandbox is the reason, in itself or in what caused it.
 *
 * @param message the error's own
 * @example
 * explainSandboxError(error, error.message); // "The grader lets no notebook start worker threads: …"
 */
export function explainSandboxError(thrown: unknown, message: string): string {
  const found = listErrors(thrown)
    .map((error) => ({ error, told: explainOne(error) }))
    .find(({ told }) => told !== undefined);
  if (found?.told === undefined) return message;
  // Who threw an error of their own around it sees both.
  return found.error === thrown && deniedCodes.has(found.error["code"])
    ? found.told
    : `${message}: ${found.told}`;
}

const deniedCodes = new Set<unknown>([
  "ERR_ACCESS_DENIED",
  "ERR_DLOPEN_DISABLED",
  "ERR_UNKNOWN_BUILTIN_MODULE",
]);

function explainOne(error: Record<string, unknown>): string | undefined {
  const { code, permission, resource } = error;
  const { denied } = messages();
  const message = textOf(error["message"]);
  if (code === "ERR_ACCESS_DENIED") {
    if (typeof permission === "string" && Object.hasOwn(denied, permission)) {
      const explain: (what: string) => string = denied[permission as keyof Messages["denied"]];
      return explain(textOf(resource));
    }
    return denied.Closed(/^(\S+) API\b/.exec(message)?.[1] ?? "");
  }
  if (code === "ERR_DLOPEN_DISABLED") return denied.Addons();
  // Beside a learner's own notebook it may well be there.
  if (code === "ENOENT" && typeof error["syscall"] === "string")
    return denied.FileSystemRead(textOf(error["path"]));
  // The kernel is started without it: its files are opened past the permissions.
  if (code === "ERR_UNKNOWN_BUILTIN_MODULE" && message.includes("node:sqlite"))
    return denied.Closed("node:sqlite");
  if (!unreachableCodes.has(code)) return undefined;
  const host = [error["hostname"], error["address"], error["host"]].map(textOf).find(Boolean);
  return host === undefined || ownMachine.test(host)
    ? undefined
    : denied.Network(`${host} (${String(code)})`);
}

/** An error, what caused it, and what it has collected: the outermost first. */
function listErrors(thrown: unknown): Record<string, unknown>[] {
  const found: Record<string, unknown>[] = [];
  const waiting = [thrown];
  while (waiting.length > 0 && found.length < maxErrors) {
    const next = waiting.shift();
    if (!isObject(next)) continue;
    const error = next as Record<string, unknown>;
    found.push(error);
    const { cause, errors } = error;
    waiting.push(cause, ...(Array.isArray(errors) ? (errors.slice(0, maxErrors) as unknown[]) : []));
  }
  return found;
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value.slice(0, maxNameLength) : "";
}
