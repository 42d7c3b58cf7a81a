import { isAbsolute, resolve } from "node:path";
import { UserError } from "../set-up/failure.mjs";
import { checkLanguage } from "../set-up/read-options.mjs";
import { words } from "../words/index.mjs";

/**
 * Takes the options that are ours out of a command line; the rest is nbgrader's.
 *
 * @param args the command line
 * @param from the folder that a relative `--folder` starts from
 * @returns `{ help, lang, folder, rest }`
 * @throws UserError when an option of ours has no value, or a wrong one
 */
export function readOptions(args, from = process.env.INIT_CWD ?? process.cwd()) {
  const options = { help: args.length === 0, lang: undefined, folder: undefined, rest: [] };
  const left = [...args];
  while (left.length > 0) {
    const arg = left.shift();
    const [name, ...values] = arg.split("=");
    // `nbgrader COMMAND --help` is nbgrader's own.
    if ((arg === "--help" || arg === "-h") && options.rest.length === 0) options.help = true;
    else if (name === "--lang" || name === "--folder")
      options[name.slice(2)] = values.length > 0 ? values.join("=") : takeValue(name, left);
    else options.rest.push(arg);
  }
  const { lang, folder } = options;
  checkLanguage(lang);
  if (folder !== undefined && !isAbsolute(folder)) options.folder = resolve(from, folder);
  return options;
}

function takeValue(name, left) {
  const value = left.shift();
  if (value === undefined || value.startsWith("-"))
    throw new UserError(words().options.needsValue(name, "npm run nbgrader -- --help"));
  return value;
}
