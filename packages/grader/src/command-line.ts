import { stat } from "node:fs/promises";
import { relative } from "node:path";
import { parseArgs } from "node:util";
import type { Language } from "@async-lab/notebook";
import type { GradeNotebook } from "./grade.js";
import { messages } from "./messages/index.js";

/** A mistake in how a command was used: its message, one line, is all that is shown of it. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** The system's own word for an error, such as `EACCES`; else all of it. */
export function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}

/** Where a command writes to. */
export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** What a command reads and writes, and what stops it; tests give their own. */
export interface CommandIO {
  readonly stdout: Output;
  readonly stderr: Output;
  /** What relative paths start from. */
  readonly cwd: string;
  /** Aborted with the signal's name when the command is to stop. */
  readonly signal: AbortSignal;
  readonly gradeNotebook: GradeNotebook;
  /** What the command says is in this language. */
  readonly language: Language;
}

/** How many characters a line has: some terminals do not know, or say 0. */
export function widthOf({ columns = 0 }: Output): number {
  return columns > 0 ? columns : 80;
}

/** Whether there is a folder at a path. */
export async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

/** A path as short as it can be for somebody who stands in `cwd`. */
export function showPath(path: string, cwd: string): string {
  const short = relative(cwd, path);
  return short === "" || short.startsWith("..") ? path : short;
}

/** The options of a command, as `parseArgs` takes them. */
type Options = Readonly<Record<string, { readonly type: "string" | "boolean" }>>;

/** What a command line said. */
interface CommandLine<Kinds extends Options> {
  readonly values: {
    readonly [Name in keyof Kinds]?: Kinds[Name]["type"] extends "string" ? string : boolean;
  };
  readonly positionals: readonly string[];
}

/**
 * Reads a command line, as Node's `parseArgs` does, with messages in the language of the command.
 *
 * @throws UsageError in one line for an option that does not exist, lacks its value, or has one that it does not take
 * @example readCommandLine(["--jobs", "4", "work"], { jobs: { type: "string" } }, "en").values.jobs // "4"
 */
export function readCommandLine<const Kinds extends Options>(
  args: readonly string[],
  options: Kinds,
  language: Language,
): CommandLine<Kinds> {
  const words = messages(language).commandLine;
  // Not strict: its errors are in English, and name an option in their text alone.
  const { values, positionals, tokens } = parseArgs({
    args: [...args],
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  for (const { rawName, name, value } of tokens.filter((token) => token.kind === "option")) {
    const type = Object.hasOwn(options, name) ? options[name]?.type : undefined;
    if (type === undefined) throw new UsageError(words.unknown(rawName));
    if (type === "string" && !value) throw new UsageError(words.needsValue(rawName));
    if (type === "boolean" && value !== undefined) throw new UsageError(words.takesNoValue(rawName));
  }
  return { values, positionals };
}

/** Which numbers an option takes, both ends included. */
interface NumberOptions {
  readonly min: number;
  readonly max: number;
  readonly whole?: boolean;
  readonly language: Language;
}

/**
 * Reads a whole number.
 *
 * @throws UsageError in one line when it is none, or beyond the limits
 */
export function readNumber(
  name: string,
  text: string | undefined,
  { min, max, whole = true, language }: NumberOptions,
): number | undefined {
  if (text === undefined) return undefined;
  const number = /^\d+(\.\d+)?$/.test(text) ? Number(text) : NaN;
  if (!(number >= min && number <= max) || (whole && !Number.isInteger(number)))
    throw new UsageError(messages(language).commandLine.badNumber(name, text, min, max));
  return number;
}

const signals =
  process.platform === "win32" ? ["SIGINT", "SIGBREAK", "SIGHUP"] : ["SIGINT", "SIGTERM", "SIGHUP"];

/**
 * A signal that is aborted, with the name of the system's signal as its reason, once the person or the system asks
 * this process to end. The handlers stay: a second Ctrl-C must not cut off the cleaning up that the first one began.
 */
export function watchStopSignals(): AbortSignal {
  const controller = new AbortController();
  for (const name of signals) process.on(name, () => controller.abort(name));
  return controller.signal;
}

/** Where the person stood who called npm: it starts scripts in the package's own folder. */
export function callersFolder(): string {
  return process.env["INIT_CWD"] || process.cwd();
}
