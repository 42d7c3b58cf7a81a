import { fileURLToPath } from "node:url";
import { join } from "node:path";
import { main as makeMaterials } from "../materials/main.mjs";
import { runVisibly } from "../run/run-visibly.mjs";
import { UserError } from "../set-up/failure.mjs";
import { interrupted } from "../set-up/interrupted.mjs";
import { course, pinnedNode } from "../set-up/paths.mjs";
import { checkLanguage, readOptions as read } from "../set-up/read-options.mjs";
import { findFreePort } from "../start/free-port.mjs";
import { systemLanguage, words } from "../words/index.mjs";

const DEFAULT_PORT = 8000;

/** Shows the site in dist/materials/ on this machine, and stays until it is stopped. */
export async function main(args) {
  const { help, lang, port } = readOptions(args);
  if (help) return (console.log(words().site.help), 0);
  // First of all: what is made takes minutes.
  const free = await findFreePort(port ?? DEFAULT_PORT, (used) => {
    if (port !== undefined) throw new UserError(words().site.portUsed(used));
  });
  const code = await makeMaterials([]);
  if (code !== 0) return code;
  const server = fileURLToPath(new URL("serve.mjs", import.meta.url));
  const ended = await runVisibly([
    pinnedNode(),
    server,
    join(course, "dist", "materials"),
    lang,
    String(free),
  ]);
  // Ctrl-C is how it is meant to end.
  return interrupted.aborted ? 0 : ended;
}

/**
 * Reads the options of `npm run site`.
 *
 * @param args what follows the script's name
 * @returns `lang`, by default the system's, and `port`, undefined where any will do
 * @throws UserError one line that names the wrong option or value
 */
export function readOptions(args) {
  const options = { lang: { type: "string" }, port: { type: "string" } };
  const { help = false, lang, port } = read("npm run site --", args, options);
  if (port !== undefined && !(/^\d{1,5}$/.test(port) && Number(port) > 0 && Number(port) < 65536))
    throw new UserError(words().start.badPort(port));
  return {
    help,
    lang: checkLanguage(lang) ?? systemLanguage(),
    port: port === undefined ? undefined : Number(port),
  };
}
