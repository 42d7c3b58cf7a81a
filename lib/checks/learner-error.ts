import { join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual, types } from "node:util";
import { classNameOf, describeThrown, inspectSafely, peek } from "@async-lab/notebook";
import { courseFolder } from "../course-folder.js";
import type { Messages } from "./messages/index.js";
import type { ErrorFound } from "./outcome.js";

const longestMessage = 600;
const maxCauses = 4;

/** The folders of the course, compiled and not: their frames are not the learner's. */
const ownFolders = ["lib", "packages", join("exercises", "dist")].map(
  (part) => join(courseFolder(), part) + sep,
);

/**
 * Describes what the learner's code threw: its name and message, the learner's own line, and what caused it.
 *
 * @param thrown anything: people throw strings, too
 * @param say the sentences of the language to tell it in
 */
export function describeError(thrown: unknown, say: Messages): ErrorFound {
  const { isError, name, message, cause, errors, errorCount } = describeThrown(thrown);
  if (!isError) {
    return { name, message: say.thrownNotError(showBriefly(thrown)), causes: [] };
  }
  const place = findPlace(thrown, say) ?? findPlace(cause, say);
  return {
    name,
    message: say.thrown(name, shorten(message)),
    ...(place ? { place } : {}),
    causes: [...listCollected(errors, errorCount, say), ...listCauses(cause, say)],
  };
}

function listCollected(errors: readonly unknown[], count: number, say: Messages): string[] {
  if (count === 0) return [];
  const shown = errors.slice(0, maxCauses);
  return [`${say.aggregate(shown.length, count)}: ${shown.map(nameAndMessage).join("; ")}`];
}

function* listCauses(cause: unknown, say: Messages): Generator<string> {
  let at = cause;
  for (let depth = 0; at !== undefined && !isBlank(at) && depth < maxCauses; depth += 1) {
    yield `${say.cause}: ${nameAndMessage(at)}`;
    at = describeThrown(at).cause;
  }
}

/** got gives its errors an empty object as their cause. */
function isBlank(cause: unknown): boolean {
  return !types.isProxy(cause) && isDeepStrictEqual(cause, {});
}

/** What was thrown, on one line: `TypeError: fetch failed`. */
export function nameAndMessage(thrown: unknown): string {
  const described = describeThrown(thrown);
  if (!described.isError) return showBriefly(thrown);
  const known = peek(thrown, "code");
  const code = typeof known === "string" ? known : "";
  // A failed connection to two addresses is an AggregateError with no message of its own.
  const message = described.message || (described.errorCount > 0 ? nameAndMessage(described.errors[0]) : "");
  return `${described.name}: ${shorten(message)}${message.includes(code) ? "" : ` (${code})`}`;
}

/**
 * The first frame of the learner's own code, in words; undefined where the stack has none.
 *
 * @example findPlace(error, messages("en")) // "cell 7, line 3"
 */
export function findPlace(error: unknown, say: Messages): string | undefined {
  for (const line of describeThrown(error).stack.split("\n")) {
    // https://v8.dev/docs/stack-trace-api: "at name (file:line:column)" or "at file:line:column"
    const frame = /^\s*at (?:.*\()?(.+?):(\d+):\d+\)?$/.exec(line);
    const file = frame?.[1]?.replace(/^async /, "");
    if (!frame || !file || !isLearners(file)) continue;
    const name = file.split(/[\\/]/).at(-1) ?? file;
    const cell = /^cell[- ]?(\d+)/i.exec(name)?.[1];
    return `${cell ? `${say.cell} ${cell}` : name}, ${say.line} ${frame[2]}`;
  }
  return undefined;
}

function isLearners(file: string): boolean {
  if (/^node:|[\\/]node_modules[\\/]|<anonymous>$|^native$/.test(file)) return false;
  const path = file.startsWith("file:") ? fileURLToPath(file) : file;
  return !ownFolders.some((folder) => path.startsWith(folder));
}

/** Whether this is a slip in the learner's own code. fetch's "fetch failed" is a TypeError as well, but has a cause. */
export function isOwnMistake(thrown: unknown): boolean {
  const { isError, name, cause } = describeThrown(thrown);
  return isError && (name === "ReferenceError" || (name === "TypeError" && cause === undefined));
}

/** Says in a few words, the same in every language, what a value is: `Array(3)`, `Response`, `undefined`. */
export function describe(value: unknown): string {
  if (types.isProxy(value)) return showBriefly(value);
  if (Array.isArray(value)) return `Array(${value.length})`;
  if (typeof value === "function") return `function ${nameOf(value) || "(anonymous)"}`;
  if (typeof value !== "object" || value === null) return showBriefly(value);
  const name = classNameOf(value);
  if (name !== "Object" && name !== "") return name;
  const keys = Object.keys(value);
  return keys.length === 0 ? "{}" : `{ ${keys.slice(0, 5).join(", ")}${keys.length > 5 ? ", …" : ""} }`;
}

function nameOf(value: object): string {
  const name = peek(value, "name");
  return typeof name === "string" ? name : "";
}

/** A value in a few words, on one line: for messages that say what came back. */
export function showBriefly(value: unknown): string {
  const shown = inspectSafely(value, {
    depth: 0,
    maxArrayLength: 3,
    maxStringLength: 60,
    breakLength: Infinity,
    compact: true,
  });
  return shorten(shown.replace(/\s+/g, " "), 120);
}

/** A text, cut where it is longer than a verdict has room for. */
export function shorten(text: string, most = longestMessage): string {
  return text.length > most ? `${text.slice(0, most)}…` : text;
}
