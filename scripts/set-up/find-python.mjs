import { spawnSync } from "node:child_process";
import { UserError } from "./failure.mjs";
import { words } from "../words/index.mjs";

const CANDIDATES = [
  ["python3"],
  ["python"],
  ["python3.14"],
  ["python3.13"],
  ["python3.12"],
  ["python3.11"],
  ...(process.platform === "win32" ? [["py", "-3"]] : []),
];
const QUESTION =
  "import importlib.util as u, json, sys; " +
  "print(json.dumps([sys.executable, list(sys.version_info[:3]), bool(u.find_spec('venv') and u.find_spec('ensurepip'))]))";

/**
 * Finds a Python that can make the virtual environment: 3.11 or newer, with venv and ensurepip.
 *
 * @param env the environment whose PATH is searched
 * @returns its path and version
 * @throws UserError one line that says what to install
 */
export function findPython(env = process.env) {
  let tooOld;
  let incomplete;
  for (const [command, ...args] of CANDIDATES) {
    const python = ask(command, args, env);
    if (!python) continue;
    if (python.version[0] !== 3 || python.version[1] < 11) tooOld ??= python;
    else if (!python.canMakeVenv) incomplete ??= python;
    else return { path: python.path, version: python.version.join(".") };
  }
  throw new UserError(whatToInstall(incomplete, tooOld));
}

function ask(command, args, env) {
  const { status, stdout } = spawnSync(command, [...args, "-c", QUESTION], {
    encoding: "utf8",
    env: { ...env, PYTHONPATH: "", PYTHONHOME: undefined },
    timeout: 20_000,
    windowsHide: true,
  });
  if (status !== 0) return undefined;
  try {
    const [path, version, canMakeVenv] = JSON.parse(stdout);
    return { path, version, canMakeVenv };
  } catch {
    return undefined; // Something that calls itself python but is not, such as the Microsoft Store's stub.
  }
}

function whatToInstall(incomplete, tooOld) {
  const say = words().python;
  if (incomplete) return say.noVenv(incomplete.path, incomplete.version.slice(0, 2).join("."));
  if (tooOld) return say.tooOld(tooOld.path, tooOld.version.join("."));
  return say.none;
}
