/** The practice API as a program: `npm run api`, or started by the first notebook that needs it. */
import { randomBytes } from "node:crypto";
import { existsSync, truncateSync } from "node:fs";
import { openControlServer } from "./control/control-server.js";
import { connectControl } from "./control/control-client.js";
import { takeExclusiveLock } from "./exclusive-lock.js";
import { PracticeApiError } from "./practice-api-error.js";
import {
  alreadyRunning,
  readGraceMs,
  readServeOptions,
  type ServeOptions,
  type StartMessage,
  usage,
} from "./serve-options.js";
import { startServer } from "./server.js";
import { host } from "./server-address.js";
import { lockFile, logFile, readServerState, removeServerState, writeServerState } from "./state-file.js";

const firstGraceMs = 10_000;
const parentCheckMs = 1000;

/** Resolves on Ctrl-C, a polite kill, or when the program that started this one is gone. */
function waitForEnd(untilUnused: boolean): { readonly ended: Promise<void>; end(): void } {
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => end());
  if (!untilUnused) {
    const parent = process.ppid;
    setInterval(() => process.ppid !== parent && end(), parentCheckMs).unref();
  }
  return { ended, end };
}

async function serve({ port, http2Port, untilUnused }: ServeOptions): Promise<number> {
  const { ended, end } = waitForEnd(untilUnused);
  using lock = takeExclusiveLock(lockFile());
  if (!lock) {
    if (untilUnused) return alreadyRunning;
    return await joinRunning({ port, http2Port }, ended);
  }
  // Whatever the state file says, its server is gone: it would hold the lock.
  removeServerState();
  emptyLog();
  await using server = await startServer({ port, http2Port });
  const token = randomBytes(24).toString("base64url");
  const onAbandoned = untilUnused ? { onAbandoned: end } : {};
  const graceMs = readGraceMs();
  await using control = await openControlServer({ server, token, graceMs, firstGraceMs, ...onAbandoned });
  writeServerState({
    pid: process.pid,
    port: server.port,
    http2Port: server.http2Port,
    controlPort: control.port,
    token,
  });
  try {
    await tellStarter({});
    if (!untilUnused) console.log(`${describeAddresses(server)}; Ctrl-C ends it`);
    await ended;
  } finally {
    removeServerState();
  }
  return 0;
}

/** There is never a second server: keeps the one that runs from ending instead. */
async function joinRunning(
  asked: { port: number; http2Port: number },
  ended: Promise<void>,
): Promise<number> {
  const state = readServerState();
  using connection = state && (await connectControl(state));
  if (!state || !connection) {
    throw new PracticeApiError(
      `a practice API of this course is starting or ending (${lockFile()} is taken): try again`,
    );
  }
  if (![0, state.port].includes(asked.port) || ![0, state.http2Port].includes(asked.http2Port)) {
    throw new PracticeApiError(
      `the practice API of this course runs already, at http://${host}:${state.port} (process ${state.pid}): end it first, or leave out the ports`,
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

/** The starter may be gone already; a later one finds the state file. */
function tellStarter(message: StartMessage): Promise<void> {
  return new Promise((resolve) => (process.send ? process.send(message, () => resolve()) : resolve()));
}

/** Only the server whose lines go there may: it holds the lock. */
function emptyLog(): void {
  if (existsSync(logFile())) truncateSync(logFile());
}

function describeAddresses({ port, http2Port }: { port: number; http2Port: number }): string {
  return `The practice API answers at http://${host}:${port} (HTTP/2: https://${host}:${http2Port}, its pages: http://${host}:${port}/docs)`;
}

async function main(args: readonly string[]): Promise<number> {
  try {
    const options = readServeOptions(args);
    if (options.help) console.log(usage);
    return options.help ? 0 : await serve(options);
  } catch (error) {
    console.error(error instanceof PracticeApiError ? error.message : error);
    await tellStarter({ problem: (error as Error).message });
    return 1;
  }
}

// A client's connection that will not close must not keep a server alive that nobody can find any more.
process.exit(await main(process.argv.slice(2)));
