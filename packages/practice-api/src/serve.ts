/** The practice API as a program: on its own, or started by the first client that needs it. */
import { existsSync, truncateSync } from "node:fs";
import { openControlServer } from "./control/control-server.js";
import { connectControl } from "./control/control-client.js";
import { takeExclusiveLock } from "./exclusive-lock.js";
import { PracticeApiError } from "./errors.js";
import {
  alreadyRunning,
  readGraceMs,
  readServeOptions,
  type ServeDefaults,
  type ServeOptions,
  type StartMessage,
  usage,
} from "./serve-options.js";
import { type PracticeServer, startServer } from "./server.js";
import { host, lockFile, logFile, readServerState, removeServerState } from "./state-folder.js";

const firstGraceMs = 10_000;
const parentCheckMs = 1000;

/** Resolves on SIGINT, SIGTERM or SIGHUP, or when the parent process is gone. */
function waitForShutdown(untilUnused: boolean): { readonly ended: Promise<void>; end(): void } {
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => end());
  if (!untilUnused) {
    const parent = process.ppid;
    setInterval(() => process.ppid !== parent && end(), parentCheckMs).unref();
  }
  return { ended, end };
}

async function serve({ port, http2Port, stateFolder, untilUnused }: ServeOptions): Promise<number> {
  const { ended, end } = waitForShutdown(untilUnused);
  if (stateFolder === undefined) {
    await using server = await startServer({ port, http2Port });
    announce(server);
    await ended;
    return 0;
  }
  using lock = takeExclusiveLock(lockFile(stateFolder));
  if (!lock) {
    if (untilUnused) return alreadyRunning;
    return await joinRunning(stateFolder, { port, http2Port }, ended);
  }
  // Whatever the state file says, its server is gone: it would hold the lock.
  removeServerState(stateFolder);
  emptyLog(stateFolder);
  await using closing = new AsyncDisposableStack();
  const server = closing.use(await startServer({ port, http2Port }));
  const onAbandoned = untilUnused ? { onAbandoned: end } : {};
  const graceMs = readGraceMs();
  closing.use(await openControlServer({ server, stateFolder, graceMs, firstGraceMs, ...onAbandoned }));
  await notifyParent({});
  if (!untilUnused) announce(server);
  await ended;
  return 0;
}

function announce(server: PracticeServer): void {
  console.log(`${describeAddresses(server)}; Ctrl-C ends it`);
}

/** One server at most runs for a state folder: keeps the one that does from ending, instead of starting another. */
async function joinRunning(
  folder: string,
  asked: { port: number; http2Port: number },
  ended: Promise<void>,
): Promise<number> {
  const state = readServerState(folder);
  using connection = state && (await connectControl(state));
  if (!state || !connection) {
    throw new PracticeApiError(
      `a practice API is starting or ending (${lockFile(folder)} is taken): try again`,
    );
  }
  if (![0, state.port].includes(asked.port) || ![0, state.http2Port].includes(asked.http2Port)) {
    throw new PracticeApiError(
      `a practice API runs already, at http://${host}:${state.port} (process ${state.pid}): end it first, or leave out the ports`,
    );
  }
  console.log(`${describeAddresses(state)}, as it did before; Ctrl-C leaves it to the notebooks that use it`);
  connection.keepProcessAlive();
  const gone = connection.closed.then(() => {
    throw new PracticeApiError(`the practice API at http://${host}:${state.port} was ended by somebody else`);
  });
  await Promise.race([ended, gone]);
  return 0;
}

/** The parent may have exited already; a later client finds the state file. */
function notifyParent(message: StartMessage): Promise<void> {
  return new Promise((resolve) => (process.send ? process.send(message, () => resolve()) : resolve()));
}

/** To be called with the lock held: only then does nobody else write to it. */
function emptyLog(folder: string): void {
  if (existsSync(logFile(folder))) truncateSync(logFile(folder));
}

function describeAddresses({ port, http2Port }: { port: number; http2Port: number }): string {
  return `The practice API answers at http://${host}:${port} (HTTP/2: https://${host}:${http2Port}, its pages: http://${host}:${port}/docs)`;
}

/**
 * Serves the practice API until Ctrl-C, as its command line says; whatever goes wrong is one line on stderr.
 *
 * @param args without the program: `["--port", "8080"]`
 * @returns the exit code; whoever gets it should end the process, which a client's connection may keep alive
 * @example process.exit(await runServer(process.argv.slice(2), { command: "practice-api" }));
 */
export async function runServer(args: readonly string[], defaults: ServeDefaults): Promise<number> {
  try {
    const options = readServeOptions(args, defaults.stateFolder);
    if (options.help) console.log(usage(defaults));
    return options.help ? 0 : await serve(options);
  } catch (error) {
    console.error(error instanceof PracticeApiError ? error.message : error);
    await notifyParent({ problem: (error as Error).message });
    return 1;
  }
}
