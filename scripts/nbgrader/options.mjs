import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { UserError } from "../set-up/failure.mjs";
import { checkLanguage } from "../set-up/read-options.mjs";
import { words } from "../words/index.mjs";

const OURS = { lang: { type: "string" }, folder: { type: "string" } };

/**
 * Takes the options that are ours out of a command line; the rest is nbgrader's.
 *
 * @param args the command line
 * @param from the folder that a relative `--folder` starts from
 * @returns `{ help, lang, folder, rest }`
 * @throws UserError when an option of ours has no value, or a wrong one
 */
export function readOptions(args, from = process.env.INIT_CWD ?? process.cwd()) {
  const { tokens, values } = parseArgs({ args, options: OURS, strict: false, tokens: true });
  const ours = tokens.filter(({ name }) => Object.hasOwn(OURS, name));
  for (const { rawName, value, inlineValue } of ours) {
    if (value === undefined || (!inlineValue && value.startsWith("-")))
      throw new UserError(words().options.needsValue(rawName, "npm run nbgrader -- --help"));
  }
  const taken = ours.flatMap(({ index, inlineValue }) => (inlineValue ? [index] : [index, index + 1]));
  const rest = args.filter((_, index) => !taken.includes(index));
  const { folder } = values;
  return {
    // `nbgrader COMMAND --help` is nbgrader's own.
    help: args.length === 0 || rest[0] === "--help" || rest[0] === "-h",
    lang: checkLanguage(values.lang),
    folder: folder === undefined ? undefined : resolve(from, folder),
    rest,
  };
}
