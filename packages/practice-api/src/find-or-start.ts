import { spawn } from "node:child_process";
import { closeSync, existsSync, mkdirSync, openSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type ControlConnection, connectControl } from "./control/control-client.js";
import { PracticeApiError } from "./errors.js";
import { alreadyRunning, type StartMessage } from "./serve-options.js";
import { logFile, readServerState } from "./state-folder.js";

const patienceMs = 20_000;
const retryMs = 50;

/** This process's connections, by state folder. */
const connections = new Map<string, Promise<ControlConnection>>();

/**
 * This process's connection to the practice API of a state folder, which is started if it does not run.
 *
 * @throws PracticeApiError if it cannot be started
 */
export async function connectOrStart(folder: string): Promise<ControlConnection> {
  for (;;) {
    const attempt = connections.get(folder) ?? findOrStart(folder);
    connections.set(folder, attempt);
    const forget = () => {
      if (connections.get(folder) === attempt) connections.delete(folder);
    };
    try {
      const connection = await attempt;
      if (connection.open) return connection;
    } catch (error) {
      forget();
      throw error;
    }
    forget();
  }
}

/** If several processes start a server at once, one of them gets the lock; the others find its server. */
async function findOrStart(folder: string): Promise<ControlConnection> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const found = await findRunning(folder);
    if (found) return found;
    await startDetached(folder);
    const started = await findRunning(folder);
    if (started) return started;
    if (performance.now() > deadline) {
      throw new PracticeApiError(
        `the practice API did not answer within ${patienceMs / 1000} s: see ${logFile(folder)}`,
      );
    }
    // Another process's server is about to answer, or to end.
    await sleep(retryMs);
  }
}

async function findRunning(folder: string): Promise<ControlConnection | undefined> {
  const state = readServerState(folder);
  return state && (await connectControl(state));
}

/**
 * Starts the server as a detached process, which outlives this one and does not get its Ctrl-C.
 *
 * Settles when it answers, or when it has exited because another one runs already.
 */
async function startDetached(folder: string): Promise<void> {
  // Found from `src` too, where this file runs in tests.
  const program = join(import.meta.dirname, "..", "dist", "main.js");
  if (!existsSync(program)) {
    throw new PracticeApiError(`the practice API is not built (${program} is missing): run npm run build`);
  }
  let log: number | undefined;
  try {
    mkdirSync(folder, { recursive: true });
    log = openSync(logFile(folder), "a", 0o600);
    const server = spawn(process.execPath, [program, "--until-unused", "--state", folder], {
      cwd: import.meta.dirname,
      detached: true,
      windowsHide: true,
      stdio: ["ignore", "ignore", log, "ipc"],
      // Options of a debugger or test runner are for this process alone, and so is the mark by which a kernel ends the
      // processes that it started.
      env: { ...process.env, NODE_OPTIONS: "", ASYNC_LAB_KERNEL: undefined },
    });
    const answer = await new Promise<StartMessage | number>((resolve, reject) => {
      server.once("error", reject);
      server.once("message", (message) => resolve(message as StartMessage));
      server.once("exit", (code) => resolve(code ?? 1));
    });
    if (server.connected) server.disconnect();
    server.unref();
    if (typeof answer === "number" && answer !== alreadyRunning) throw new Error(`see ${logFile(folder)}`);
    if (typeof answer === "object" && answer.problem !== undefined) throw new Error(answer.problem);
  } catch (cause) {
    throw new PracticeApiError(`the practice API could not be started: ${(cause as Error).message}`, {
      cause,
    });
  } finally {
    if (log !== undefined) closeSync(log);
  }
}
