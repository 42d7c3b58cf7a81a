import { isIP } from "node:net";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { UserError } from "../set-up/failure.mjs";
import { systemLanguage, words } from "../words/index.mjs";

const OPTIONS = {
  lang: { type: "string" },
  port: { type: "string" },
  ip: { type: "string" },
  "no-browser": { type: "boolean" },
  notebooks: { type: "string" },
  help: { type: "boolean", short: "h" },
};

/**
 * Reads the options of `npm start`.
 *
 * @param args what follows the script's name
 * @param env the environment, whose locale chooses the language
 * @throws UserError one line that names the option and its values
 */
export function readOptions(args, env = process.env) {
  const say = words().start;
  const values = parse(args);
  const lang = values.lang ?? systemLanguage(env);
  if (lang !== "en" && lang !== "es") throw new UserError(say.badLanguage(lang));
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
    notebooks:
      values.notebooks === undefined ? undefined : resolve(process.env.INIT_CWD ?? "", values.notebooks),
  };
}

/** What `--lang` asks for, right or wrong, also where another option cannot be read. */
export function askedLanguage(args) {
  return readTokens(args).values.lang;
}

function readTokens(args) {
  return parseArgs({ args, options: OPTIONS, strict: false, allowPositionals: true, tokens: true });
}

// Node's own strict mode tells in English only, and in several sentences.
function parse(args) {
  const say = words().start;
  const { tokens, values } = readTokens(args);
  for (const { kind, name, rawName, value } of tokens) {
    if (kind === "positional") throw new UserError(say.unexpectedArgument(value));
    if (kind !== "option") continue;
    const type = Object.hasOwn(OPTIONS, name) ? OPTIONS[name].type : undefined;
    if (type === undefined) throw new UserError(say.unknownOption(rawName));
    if (type === "string" && (value === undefined || value.startsWith("--")))
      throw new UserError(say.needsValue(rawName));
    if (type === "boolean" && value !== undefined) throw new UserError(say.takesNoValue(rawName));
  }
  return values;
}
