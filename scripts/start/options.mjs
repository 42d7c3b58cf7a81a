import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { UserError } from "../set-up/failure.mjs";

/** What `npm start -- --help` says. */
export const HELP = `Opens the course: sets up what is missing, starts the practice API, and opens JupyterLab on the notebooks.

  npm start -- [options]

  --lang en|es       language of the notebooks and of JupyterLab (default: the system's)
  --port N           port of JupyterLab (default: 8888; when it is in use, the next free one)
  --no-browser       do not open a browser; print the address only
  --notebooks FOLDER folder with the notebooks en/ and es/ (default: notebooks/)
  --help             this text

Ctrl-C stops everything that was started.`;

const OPTIONS = {
  lang: { type: "string" },
  port: { type: "string" },
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
  const { values } = parse(args);
  const lang = values.lang ?? systemLanguage(env);
  if (lang !== "en" && lang !== "es") throw new UserError(`\`--lang\` is en or es, not \`${lang}\`.`);
  const port = values.port ?? "8888";
  if (!/^\d{1,5}$/.test(port) || Number(port) < 1 || Number(port) > 65535) {
    throw new UserError(`\`--port\` is a number from 1 to 65535, not \`${port}\`.`);
  }
  return {
    help: values.help === true,
    lang,
    port: Number(port),
    browser: values["no-browser"] !== true,
    notebooks:
      values.notebooks === undefined ? undefined : resolve(process.env.INIT_CWD ?? "", values.notebooks),
  };
}

function parse(args) {
  try {
    return parseArgs({ args, options: OPTIONS, strict: true });
  } catch (error) {
    if (!error.code?.startsWith("ERR_PARSE_ARGS")) throw error;
    const [problem] = error.message.split(/\. |\n/);
    throw new UserError(`${problem}. \`npm start -- --help\` lists the options.`, { cause: error });
  }
}

function systemLanguage({ LC_ALL, LC_MESSAGES, LANG }) {
  const locale = LC_ALL || LC_MESSAGES || LANG || Intl.DateTimeFormat().resolvedOptions().locale;
  return locale.startsWith("es") ? "es" : "en";
}
