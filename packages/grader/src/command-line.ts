import { stat } from "node:fs/promises";
import { parseArgs } from "node:util";
import { say } from "./words/index.js";
import { UseError } from "./use-error.js";

/** Where a command writes to. */
export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
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

/** The options of a command: with a value, or without. */
export type OptionKinds = Readonly<Record<string, "value" | "flag">>;

/** What a command line said. */
export interface CommandLine {
  readonly values: Readonly<Record<string, string>>;
  readonly flags: ReadonlySet<string>;
  readonly rest: readonly string[];
}

/**
 * Reads a command line.
 *
 * @throws UseError in one line for an option that does not exist, lacks its value, or has one that it does not take
 */
export function readCommandLine(args: readonly string[], kinds: OptionKinds): CommandLine {
  const words = say().commandLine;
  const options = Object.fromEntries(
    Object.entries(kinds).map(([name, kind]) => [
      name,
      { type: kind === "value" ? ("string" as const) : ("boolean" as const) },
    ]),
  );
  const { tokens } = parseArgs({
    args: [...args],
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const values: Record<string, string> = {};
  const flags = new Set<string>();
  const rest: string[] = [];
  for (const token of tokens) {
    if (token.kind === "positional") rest.push(token.value);
    if (token.kind !== "option") continue;
    const kind = Object.hasOwn(kinds, token.name) ? kinds[token.name] : undefined;
    if (kind === undefined) throw new UseError(words.unknown(token.rawName));
    if (kind === "value" && !token.value) throw new UseError(words.needsValue(token.rawName));
    if (kind === "flag" && token.value !== undefined) throw new UseError(words.takesNoValue(token.rawName));
    if (kind === "value") values[token.name] = token.value ?? "";
    else flags.add(token.name);
  }
  return { values, flags, rest };
}

/**
 * Reads a whole number.
 *
 * @throws UseError in one line when it is none, or beyond the limits
 */
export function readNumber(
  name: string,
  text: string | undefined,
  { least, most, whole = true }: { readonly least: number; readonly most: number; readonly whole?: boolean },
): number | undefined {
  if (text === undefined) return undefined;
  const number = /^\d+(\.\d+)?$/.test(text) ? Number(text) : NaN;
  if (!(number >= least && number <= most) || (whole && !Number.isInteger(number)))
    throw new UseError(say().commandLine.badNumber(name, text, least, most));
  return number;
}
