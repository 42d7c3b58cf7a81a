/** What the kernel was started with: `main.js [--project FOLDER] [--state FOLDER] CONNECTION_FILE`, `pipe.js` likewise. */
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";

const { values, positionals } = parseArgs({
  args: process.argv.slice(2),
  // Whatever else there is says `usage` in `start.ts`.
  strict: false,
  options: { project: { type: "string" }, state: { type: "string" } },
});

/** The file that Jupyter describes its ports in. */
export const connectionFile = positionals[0];

/**
 * The folder whose `node_modules` every notebook may import from, besides its own folder's; `package.json` there lists
 * under `dependencies` what is offered. Left out, only the notebook's own folder counts.
 */
export const project = typeof values.project === "string" ? resolve(values.project) : undefined;

/** Where the kernel keeps what the next one may use: compiled code. Nothing is lost where it cannot be written. */
export const stateFolder =
  process.env["ASYNC_LAB_STATE"] ||
  (typeof values.state === "string" ? resolve(values.state) : join(cacheFolder(), "async-lab-kernel"));

/** Where programs of this user keep what they can make again. */
function cacheFolder(): string {
  const { LOCALAPPDATA, XDG_CACHE_HOME } = process.env;
  if (process.platform === "win32") return LOCALAPPDATA || join(homedir(), "AppData", "Local");
  if (process.platform === "darwin") return join(homedir(), "Library", "Caches");
  return XDG_CACHE_HOME || join(homedir(), ".cache");
}
