// The container's health check: does JupyterLab answer, and the practice API where one has been started?
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { neverProxyLoopback } from "../../packages/kernel/loopback.mjs";

neverProxyLoopback();

const { ASYNC_LAB_STATE, JUPYTER_RUNTIME_DIR } = process.env;
// Where the course's own start keeps it, which also holds a practice API from the beginning.
const ofStart = join(ASYNC_LAB_STATE, "jupyter", "runtime");
const patienceMs = 4_000;

const problem = await findProblem();
console.log(problem ?? "JupyterLab and the practice API answer.");
process.exitCode = problem === undefined ? 0 : 1;

async function findProblem() {
  const started = await findAnswering(readServers(ofStart));
  const server = started ?? (await findAnswering(readServers(JUPYTER_RUNTIME_DIR)));
  if (!server) return "JupyterLab does not answer.";
  const api = readJson(join(ASYNC_LAB_STATE, "practice-api.json"));
  if (!api && !started) return undefined;
  return api && (await answers(`http://127.0.0.1:${api.port}/get`))
    ? undefined
    : "The practice API does not answer.";
}

/** What running Jupyter servers say of themselves; and perhaps ones that were killed, in a volume. */
function readServers(folder) {
  try {
    return readdirSync(folder)
      .filter((name) => /^jpserver-\d+\.json$/.test(name))
      .map((name) => readJson(join(folder, name)))
      .filter(Boolean);
  } catch {
    return []; // None has been started yet.
  }
}

async function findAnswering(servers) {
  for (const server of servers) {
    // The one path that asks for no token, which under JupyterHub only the hub could give.
    if (await answers(`http://127.0.0.1:${server.port}${server.base_url}api`)) return server;
  }
  return undefined;
}

async function answers(url) {
  try {
    const response = await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(patienceMs) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}
