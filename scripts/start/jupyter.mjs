import { spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { UserError } from "../set-up/failure.mjs";
import { killTree } from "../set-up/kill-tree.mjs";
import { stateFolder, venvPython } from "../set-up/paths.mjs";
import { words } from "../words/index.mjs";
import {
  jupyterEnvironment,
  labExtensions,
  writeLabDefaults,
  writeServerConfig,
} from "./jupyter-settings.mjs";

const windows = process.platform === "win32";

// A container has to end within 5 s, the practice API after JupyterLab.
const GRACE_MS = 4_000;
// What Jupyter's server says before it ends.
const PORT_TAKEN = /port \d+ is already in use/i;

/**
 * Starts JupyterLab.
 *
 * @param options.root the folder it shows
 * @param options.opens the notebook it opens first, as a path in `root`
 * @param options.lang language of its menus
 * @param options.session name of its open tabs, which are another one's own; by default the language's
 * @param options.extensions folders of more extensions
 * @param options.settings defaults for these, beside the course's own
 * @param options.ip where it listens; the address that it prints is this machine's own
 * @returns its process, its address with the token, and how to wait for it and to end it
 */
export function startJupyterLab(given) {
  const { root, opens, lang, ip, port, token, browser } = given;
  const { session = lang, extensions = [], settings = {} } = given;
  const log = join(stateFolder, "logs", `jupyterlab-${String(port)}.log`);
  mkdirSync(join(stateFolder, "logs"), { recursive: true });
  const output = openSync(log, "w");
  writeServerConfig();
  // A session of its own: with another one come other tabs, also in a tab that stayed open meanwhile.
  const path = `/lab/workspaces/async-lab-${session}/tree/${opens}`;
  const options = {
    "ServerApp.ip": ip,
    "ServerApp.port": port,
    "ServerApp.root_dir": root,
    "ServerApp.open_browser": browser ? "True" : "False",
    "LabApp.default_url": path,
    "LabApp.app_settings_dir": writeLabDefaults(lang, { session, settings }),
  };
  const folders = extensions.length > 0 ? [labExtensions, ...extensions] : [];
  const child = spawn(
    venvPython,
    [
      ...["-m", "jupyterlab"],
      ...(process.getuid?.() === 0 ? ["--allow-root"] : []), // As in a container; Jupyter refuses it by default.
      ...Object.entries(options).map(([name, value]) => `--${name}=${value}`),
      ...folders.map((folder) => `--LabApp.extra_labextensions_path=${folder}`),
    ],
    {
      cwd: root,
      env: jupyterEnvironment(session, token),
      // A process group of its own: Ctrl-C then reaches it through us, without its "y/n" question.
      detached: !windows,
      windowsHide: true,
      stdio: ["ignore", output, output],
    },
  );
  closeSync(output);
  const died = new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) => resolve(code ?? signal));
  });
  const origin = `http://127.0.0.1:${port}`;
  return {
    pid: child.pid,
    address: `${origin}${path}?token=${token}`,
    /** Kept when JupyterLab has ended, with its exit code. */
    died,
    /**
     * Waits until JupyterLab answers.
     *
     * @returns whether it does; not where another program took its port meanwhile
     */
    async answering({ signal }) {
      let ended = false;
      died.then(
        () => (ended = true),
        () => (ended = true),
      );
      while (!signal.aborted) {
        if (ended && PORT_TAKEN.test(readFileSync(log, "utf8"))) return false;
        if (ended) throw new UserError(whatItSaid(log));
        if (await isAnswering(`${origin}/api/status`, token)) return true;
        await wait(50);
      }
      return false;
    },
    whatItSaid: () => whatItSaid(log),
    /** Ends JupyterLab and its kernels. */
    stop: () =>
      killTree(child, { graceMs: GRACE_MS, ...(windows ? { ask: () => void askToEnd(origin, token) } : {}) }),
  };
}

async function isAnswering(url, token) {
  try {
    const response = await fetch(url, {
      headers: { Authorization: `token ${token}` },
      signal: AbortSignal.timeout(2_000),
    });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false; // Not listening yet.
  }
}

/** Windows has no signal that a process can answer: Jupyter's own request for it. */
async function askToEnd(origin, token) {
  await fetch(`${origin}/api/shutdown`, {
    method: "POST",
    headers: { Authorization: `token ${token}` },
  }).catch(() => {});
}

function whatItSaid(log) {
  const lines = readFileSync(log, "utf8").trimEnd().split("\n").slice(-8);
  return [words().start.labEnded(log), ...lines.map((line) => `  ${line}`)].join("\n");
}
