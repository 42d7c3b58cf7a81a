import { dirname, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { inspect, isDeepStrictEqual } from "node:util";
import type { Messages } from "./messages/index.js";
import type { ErrorFound } from "./verdict.js";

const longestMessage = 600;
const mostCauses = 4;

/** The folder of the compiled course (or of its sources, in tests): its frames are not the learner's. */
const ownFolder = dirname(dirname(fileURLToPath(import.meta.url))) + sep;

/**
 * Describes what the learner's code threw: its name and message, the learner's own line, and what caused it.
 *
 * @param thrown anything: people throw strings, too
 * @param say the sentences of the language to tell it in
 */
export function describeError(thrown: unknown, say: Messages): ErrorFound {
  if (!(thrown instanceof Error)) {
    return { name: typeof thrown, message: say.thrownNotError(showBriefly(thrown)), causes: [] };
  }
  const place =
    findPlace(thrown, say) ?? (thrown.cause instanceof Error ? findPlace(thrown.cause, say) : undefined);
  return {
    name: thrown.name,
    message: say.thrown(thrown.name, shorten(thrown.message)),
    ...(place ? { place } : {}),
    causes: [...listCauses(thrown, say)],
  };
}

function* listCauses(error: Error, say: Messages): Generator<string> {
  if (error instanceof AggregateError && error.errors.length > 0) {
    const shown = error.errors.slice(0, mostCauses);
    yield `${say.aggregate(shown.length, error.errors.length)}: ${shown.map(nameAndMessage).join("; ")}`;
  }
  let at: unknown = error.cause;
  for (let depth = 0; at !== undefined && !isBlank(at) && depth < mostCauses; depth += 1) {
    yield `${say.cause}: ${nameAndMessage(at)}`;
    at = at instanceof Error ? at.cause : undefined;
  }
}

/** got gives its errors an empty object as their cause. */
function isBlank(cause: unknown): boolean {
  return isDeepStrictEqual(cause, {});
}

/** What was thrown, on one line: `TypeError: fetch failed`. */
export function nameAndMessage(thrown: unknown): string {
  if (!(thrown instanceof Error)) return showBriefly(thrown);
  const code = "code" in thrown && typeof thrown.code === "string" ? thrown.code : "";
  // A failed connection to two addresses is an AggregateError with no message of its own.
  const message =
    thrown.message || (thrown instanceof AggregateError ? nameAndMessage(thrown.errors[0]) : "");
  return `${thrown.name}: ${shorten(message)}${message.includes(code) ? "" : ` (${code})`}`;
}

/**
 * The first frame of the learner's own code, in words; undefined where the stack has none.
 *
 * @example findPlace(error, messages("en")) // "cell 7, line 3"
 */
export function findPlace(error: Error, say: Messages): string | undefined {
  const lines = typeof error.stack === "string" ? error.stack.split("\n") : [];
  for (const line of lines) {
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
  return !path.startsWith(ownFolder);
}

/** A value in a few words, on one line: for messages that say what came back. */
export function showBriefly(value: unknown): string {
  const shown = inspect(value, {
    depth: 0,
    maxArrayLength: 3,
    maxStringLength: 60,
    breakLength: Infinity,
    compact: true,
  });
  return shorten(shown.replace(/\s+/g, " "), 120);
}

function shorten(text: string, most = longestMessage): string {
  return text.length > most ? `${text.slice(0, most)}…` : text;
}
