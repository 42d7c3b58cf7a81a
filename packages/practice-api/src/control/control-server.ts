import { randomBytes, timingSafeEqual } from "node:crypto";
import { createServer, type AddressInfo, type Socket } from "node:net";
import { readCountries } from "../country.js";
import { maxSeconds } from "../limits.js";
import type { PracticeServer } from "../server.js";
import { host, removeServerState, writeServerState } from "../state-folder.js";
import {
  type ControlAnswer,
  type ControlRequest,
  type Hello,
  type Welcome,
  readLines,
  sendLine,
} from "./messages.js";

/** What the control port serves, and when it counts as abandoned. */
export interface ControlServerOptions {
  readonly server: PracticeServer;
  /** Where clients find it. */
  readonly stateFolder: string;
  /** Called when no lease has been held for `graceMs`. */
  readonly onAbandoned?: () => void;
  readonly graceMs: number;
  /** How long the first client may take to come. */
  readonly firstGraceMs: number;
}

const maxRequestLength = 10_000;
const helloTimeoutMs = 5000;

/**
 * Opens the control port, where clients hold leases and ask about their runs, and writes into the state folder where it
 * is: a connection that has shown the token that stands there is a lease, for as long as it is open.
 *
 * Plain TCP with lines of JSON, not HTTP, so that a recording of HTTP requests never sees it.
 */
export async function openControlServer(options: ControlServerOptions): Promise<AsyncDisposable> {
  const { server, stateFolder, onAbandoned, graceMs, firstGraceMs } = options;
  const token = randomBytes(24).toString("base64url");
  const sockets = new Set<Socket>();
  let leases = 0;
  let abandoned: NodeJS.Timeout | undefined;
  const expectClient = (withinMs: number) => {
    clearTimeout(abandoned);
    if (onAbandoned && leases === 0) abandoned = setTimeout(onAbandoned, withinMs);
  };
  const welcome: Welcome = {
    pid: process.pid,
    port: server.port,
    http2Port: server.http2Port,
    certificateAuthority: server.certificateAuthority,
    countryCodes: readCountries().map(({ code }) => code),
  };

  const control = createServer((socket) => {
    let leased = false;
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.setTimeout(helloTimeoutMs, () => socket.destroy());
    socket.on("error", () => socket.destroy());
    socket.once("close", () => {
      sockets.delete(socket);
      if (!leased) return;
      leases -= 1;
      expectClient(graceMs);
    });
    const receive = (message: unknown) => {
      if (leased) {
        if (!isRequest(message)) return void socket.destroy();
        sendLine(socket, answer(server, message));
        return;
      }
      // Any local process may connect and send anything: a line that is not a `Hello` must not end this process.
      const { token: shown } = (message ?? {}) as Partial<Hello>;
      if (typeof shown !== "string" || !sameText(shown, token)) return void socket.destroy();
      leased = true;
      leases += 1;
      clearTimeout(abandoned);
      socket.setTimeout(0);
      sendLine(socket, welcome);
    };
    readLines(socket, receive, maxRequestLength);
  });
  await new Promise<void>((resolve, reject) => {
    control.once("error", reject);
    control.listen({ port: 0, host }, resolve);
  });
  const close = async () => {
    // First: nobody should find a server that is ending.
    removeServerState(stateFolder);
    clearTimeout(abandoned);
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => control.close(resolve));
  };
  expectClient(firstGraceMs);
  try {
    const { pid, port, http2Port } = welcome;
    const controlPort = (control.address() as AddressInfo).port;
    writeServerState(stateFolder, { pid, port, http2Port, controlPort, token });
  } catch (error) {
    await close();
    throw error;
  }
  return { [Symbol.asyncDispose]: close };
}

function isRequest(message: unknown): message is ControlRequest {
  const { id, observe, homework, part, delay } = (message ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof id !== "number") return false;
  if (homework === undefined) return typeof observe === "string";
  const isPlanned = typeof homework === "string" && (part === "pages" || part === "failures");
  return isPlanned && typeof delay === "number" && delay >= 0 && delay <= maxSeconds;
}

function answer({ homework, records }: PracticeServer, request: ControlRequest): ControlAnswer {
  const { id } = request;
  if ("homework" in request)
    return { id, pages: homework.open(request.homework, request.part, request.delay) };
  const found = records.find(request.observe);
  return { id, report: found === "dropped" ? found : found.report() };
}

function sameText(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}
