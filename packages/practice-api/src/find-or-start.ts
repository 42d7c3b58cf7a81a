import { spawn } from "node:child_process";
import { closeSync, existsSync, mkdirSync, openSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { courseFolder, stateFolder } from "@async-lab/notebook";
import { type ControlConnection, connectControl } from "./control/control-client.js";
import { PracticeApiError } from "./practice-api-error.js";
import { alreadyRunning, type StartMessage } from "./serve-options.js";
import { logFile, readServerState } from "./state-file.js";

const patienceMs = 20_000;
const retryMs = 50;

let current: Promise<ControlConnection> | undefined;

/**
 * This process's connection to the course's practice API, which is started if it does not run.
 *
 * @throws PracticeApiError if it cannot be started
 */
export async function connectOrStart(): Promise<ControlConnection> {
  for (;;) {
    const attempt = (current ??= findOrStart());
    try {
      const connection = await attempt;
      if (connection.open) return connection;
    } catch (error) {
      if (current === attempt) current = undefined;
      throw error;
    }
    if (current === attempt) current = undefined;
  }
}

/** Of several processes that start one at once, one wins; the others find its server. */
async function findOrStart(): Promise<ControlConnection> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const found = await findRunning();
    if (found) return found;
    await startDetached();
    const started = await findRunning();
    if (started) return started;
    if (performance.now() > deadline) {
      throw new PracticeApiError(
        `the practice API did not answer within ${patienceMs / 1000} s: see ${logFile()}`,
      );
    }
    // Somebody else's is about to answer, or to end.
    await sleep(retryMs);
  }
}

async function findRunning(): Promise<ControlConnection | undefined> {
  const state = readServerState();
  return state && (await connectControl(state));
}

/**
 * Starts the server as a process of its own, which neither an interrupt nor the death of this one hits.
 *
 * Settles when it answers, or when it has given way to another one that runs already.
 */
async function startDetached(): Promise<void> {
  const program = join(import.meta.dirname, "..", "dist", "serve.js");
  if (!existsSync(program)) {
    throw new PracticeApiError(`the practice API is not built (${program} is missing): run npm run build`);
  }
  let log: number | undefined;
  try {
    mkdirSync(stateFolder(), { recursive: true });
    log = openSync(logFile(), "a", 0o600);
    const server = spawn(process.execPath, [program, "--until-unused"], {
      cwd: courseFolder(),
      detached: true,
      windowsHide: true,
      stdio: ["ignore", "ignore", log, "ipc"],
      // A debugger's or test runner's options are meant for this process, and so is the mark that ties a kernel's children
      // to it.
      env: { ...process.env, NODE_OPTIONS: "", ASYNC_LAB_KERNEL: undefined },
    });
    const answer = await new Promise<StartMessage | number>((resolve, reject) => {
      server.once("error", reject);
      server.once("message", (message) => resolve(message as StartMessage));
      server.once("exit", (code) => resolve(code ?? 1));
    });
    if (server.connected) server.disconnect();
    server.unref();
    if (typeof answer === "number" && answer !== alreadyRunning) throw new Error(`see ${logFile()}`);
    if (typeof answer === "object" && answer.problem !== undefined) throw new Error(answer.problem);
  } catch (cause) {
    throw new PracticeApiError(`the practice API could not be started: ${(cause as Error).message}`, {
      cause,
    });
  } finally {
    if (log !== undefined) closeSync(log);
  }
}
