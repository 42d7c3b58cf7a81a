import { isIP } from "node:net";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { UserError } from "../set-up/failure.mjs";
import { checkLanguage, readOptions as read } from "../set-up/read-options.mjs";
import { systemLanguage, words } from "../words/index.mjs";

const OPTIONS = {
  lang: { type: "string" },
  port: { type: "string" },
  ip: { type: "string" },
  "no-browser": { type: "boolean" },
  notebooks: { type: "string" },
};

/**
 * Reads the options of `npm start`, which `npm run present` has too.
 *
 * @param args what follows the script's name
 * @param env the environment, whose locale chooses the language
 * @param command how it is called, with what comes before the options
 * @param allowPositionals whether there may be more than options
 * @throws UserError one line that names the option and its values
 */
export function readOptions(
  args,
  env = process.env,
  { command = "npm start --", allowPositionals = false } = {},
) {
  const say = words().start;
  const values = read(command, args, OPTIONS, { allowPositionals });
  const lang = checkLanguage(values.lang ?? systemLanguage(env));
  const port = values.port ?? "8888";
  if (!/^\d{1,5}$/.test(port) || Number(port) < 1 || Number(port) > 65535) {
    throw new UserError(say.badPort(port));
  }
  const ip = values.ip ?? "127.0.0.1";
  if (isIP(ip) === 0) throw new UserError(say.badIp(ip));
  return {
    help: values.help === true,
    lang,
    port: Number(port),
    ip,
    browser: values["no-browser"] !== true,
    positionals: values.positionals,
    notebooks:
      values.notebooks === undefined ? undefined : resolve(process.env.INIT_CWD ?? "", values.notebooks),
  };
}

/** What `--lang` asks for, right or wrong, also where another option cannot be read. */
export function askedLanguage(args) {
  return parseArgs({ args, options: OPTIONS, strict: false }).values.lang;
}
