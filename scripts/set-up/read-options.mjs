import { parseArgs } from "node:util";
import { words } from "../words/index.mjs";
import { UserError } from "./failure.mjs";

/**
 * Reads a command line, as Node's `parseArgs` does; each command has `--help` and `-h` too. Node's own messages
 * are in English and take several sentences: here it is one, in the language that was chosen.
 *
 * @param command how the command is called, with what comes before its options
 * @param args what follows its name
 * @param options as for `parseArgs`
 * @param allowPositionals whether there may be more than options
 * @returns the options' values, and `positionals`
 * @throws UserError one line that names the wrong option
 * @example
 * readOptions("npm start --", ["--port", "9000"], { port: { type: "string" } }); // { port: "9000", positionals: [] }
 */
export function readOptions(command, args, options, { allowPositionals = false } = {}) {
  const say = words().options;
  const help = `${command} --help`;
  const known = { ...options, help: { type: "boolean", short: "h" } };
  const { tokens, values, positionals } = parseArgs({
    args,
    options: known,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  for (const { kind, name, rawName, value } of tokens) {
    if (kind === "positional" && !allowPositionals) throw new UserError(say.unexpectedArgument(value, help));
    if (kind !== "option") continue;
    const type = Object.hasOwn(known, name) ? known[name].type : undefined;
    if (type === undefined) throw new UserError(say.unknownOption(rawName, help));
    if (type === "string" && (value === undefined || value.startsWith("--")))
      throw new UserError(say.needsValue(rawName, help));
    if (type === "boolean" && value !== undefined) throw new UserError(say.takesNoValue(rawName, help));
  }
  return { ...values, positionals };
}

/**
 * What `--lang` asks for.
 *
 * @param lang its value; `undefined` where it was not given
 * @throws UserError if it is no language of the course
 */
export function checkLanguage(lang) {
  if (lang !== undefined && lang !== "en" && lang !== "es")
    throw new UserError(words().options.badLanguage(lang));
  return lang;
}
