import { createServer, type IncomingMessage, type Server } from "node:http";
import { createSecureServer, type Http2SecureServer, type Http2Session } from "node:http2";
import type { AddressInfo, Server as NetServer, Socket } from "node:net";
import type { FastifyServerFactory } from "fastify";
import { makeApp } from "./app.js";
import { answerUnsupported, requireHost } from "./malformed-requests.js";
import { HomeworkPlans } from "./homework-plans.js";
import { type Handler, observeRequests } from "./observe-requests.js";
import { originForm, toOriginForm } from "./origin-form.js";
import { PlannedPages } from "./planned-pages.js";
import { PracticeApiError } from "./errors.js";
import { answerLater } from "./replies.js";
import { RunRecords } from "./run-records.js";
import { host } from "./state-folder.js";

/** How the server is started; all of it may be left out. */
export interface ServerOptions {
  /** HTTP/1.1; 0 takes a free one. */
  readonly port?: number;
  /** HTTP/2 with TLS; 0 takes a free one. */
  readonly http2Port?: number;
  /** Draws the plans of homework runs; without one, each run's is drawn anew. */
  readonly seed?: number;
  /** Answers homework runs that were opened, and `/robots.txt`; for the rest there are other servers. */
  readonly onlyHomework?: boolean;
  /** HTTP/1.1 alone, and no pages that describe the others: starts in a fraction of the time. */
  readonly plain?: boolean;
  /** By how many seconds a request is answered later than its path says, for pages whose address must not tell. */
  readonly holdBack?: (path: string) => number;
}

/** The connections of a server in this process, of all runs and of none. */
export interface ServerConnections extends AsyncDisposable {
  /** The clients' ports of those that are open now, whatever they are used for. */
  readonly peerPorts: readonly number[];
  /**
   * Closes those that clients keep for later requests, as any server does after a while; what is open after that has a
   * request in flight, or never had one.
   */
  readonly closeIdleConnections: () => void;
  /** Closes all of them, whatever they are used for. */
  readonly closeAllConnections: () => void;
  /** Calls `listener` with the path of every request that arrives by HTTP/1.1, before it is answered. */
  readonly onRequest: (listener: (path: string) => void) => void;
  /** Lets the process end although the server listens. */
  readonly unref: () => void;
}

/** A running practice API. */
export interface PracticeServer extends ServerConnections {
  readonly port: number;
  readonly http2Port: number;
  /** PEM; empty where there is no HTTP/2. */
  readonly certificateAuthority: string;
  readonly records: RunRecords;
  readonly homework: HomeworkPlans;
  readonly planned: PlannedPages;
}

/**
 * Starts the practice API in this process: HTTP/1.1 on one port, HTTP/2 with TLS on another.
 *
 * @throws PracticeApiError if a port is in use
 * @example
 * await using server = await startServer({ port: 0 });
 */
export async function startServer(options: ServerOptions = {}): Promise<PracticeServer> {
  const { port = 0, http2Port = 0, seed, onlyHomework = false, plain: isPlain = false } = options;
  const { holdBack } = options;
  const records = new RunRecords(undefined, onlyHomework);
  const homework = new HomeworkPlans(seed);
  const planned = new PlannedPages();
  // Loaded here: it takes as long as all the rest.
  const certificate = isPlain ? undefined : await (await import("./certificate.js")).makeServerCertificate();
  const sessions = new Set<Http2Session>();
  const sockets = new Set<Socket>();
  let plain: Server | undefined;
  let secure: Http2SecureServer | undefined;
  const serverFactory: FastifyServerFactory = (handler) => {
    const observe = observeRequests(holdBack ? holdBackRequests(handler, holdBack) : handler, records);
    const observed: Handler = (request, response) => {
      toOriginForm(request);
      observe(request, response);
    };
    // Node would answer a request without a host with an empty body.
    plain = createServer({ keepAliveTimeout: 72_000, requireHostHeader: false }, (request, response) => {
      if (requireHost(request, response)) observed(request, response);
    });
    answerUnsupported(plain);
    if (certificate) {
      secure = createSecureServer(
        {
          key: certificate.key,
          cert: certificate.certificate,
          allowHTTP1: true,
          // A client that cancels a thousand requests at once is not an attack here.
          streamResetBurst: 100_000,
          streamResetRate: 100_000,
        },
        // Node's compatibility layer gives HTTP/2 requests the shape of HTTP/1.1 ones.
        observed as unknown as Parameters<typeof createSecureServer>[1],
      );
      secure.on("session", (session) => {
        sessions.add(session);
        session.once("close", () => sessions.delete(session));
      });
    }
    for (const server of secure ? [plain, secure] : [plain]) {
      server.on("connection", (socket: Socket) => {
        sockets.add(socket);
        socket.once("close", () => sockets.delete(socket));
      });
    }
    return plain;
  };
  const app = await makeApp(serverFactory, records, homework, planned, { onlyHomework, docs: !isPlain });
  if (!plain) throw new PracticeApiError("Fastify did not make the practice API's servers");
  const servers = { plain, secure };
  const close = async () => {
    for (const session of sessions) session.destroy();
    servers.secure?.close();
    servers.plain.closeAllConnections();
    servers.plain.close();
    await app.close();
  };
  try {
    await listen(plain, port, "--port");
    if (secure) await listen(secure, http2Port, "--http2-port");
  } catch (error) {
    await close();
    throw error;
  }
  return {
    port: (plain.address() as AddressInfo).port,
    http2Port: secure ? (secure.address() as AddressInfo).port : 0,
    certificateAuthority: certificate?.certificateAuthority ?? "",
    records,
    homework,
    planned,
    get peerPorts() {
      return Array.from(sockets, ({ remotePort }) => remotePort ?? 0);
    },
    closeIdleConnections: () => {
      servers.plain.closeIdleConnections();
      // Graceful: a session ends when its last stream does.
      for (const session of sessions) session.close();
    },
    closeAllConnections: () => {
      for (const session of sessions) session.destroy();
      servers.plain.closeAllConnections();
    },
    onRequest: (listener) => {
      servers.plain.prependListener("request", ({ url = "/" }) => listener(originForm(url)));
    },
    unref: () => {
      servers.plain.unref();
      servers.secure?.unref();
    },
    [Symbol.asyncDispose]: close,
  };
}

/** Wrapped by the observer, which counts a request that is held back as in flight. */
function holdBackRequests(handler: Handler, secondsFor: (path: string) => number): Handler {
  return (request, response) => {
    // As it was sent, with its run.
    const { originalUrl, url = "/" } = request as IncomingMessage & { readonly originalUrl?: string };
    answerLater({ raw: response }, secondsFor(originalUrl ?? url), () => handler(request, response));
  };
}

function listen(server: NetServer, port: number, option: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (cause: NodeJS.ErrnoException) => {
      const why =
        cause.code === "EADDRINUSE" ? "is in use by another program" : `cannot be used (${cause.code})`;
      reject(new PracticeApiError(`port ${port} ${why}: choose another one with ${option}`, { cause }));
    });
    // A backlog for the 2 000 connections that a lesson may open at once; the system cuts it to what it allows.
    server.listen({ port, host, backlog: 4096 }, resolve);
  });
}
