import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { constants, createSecureServer, type Http2ServerRequest } from "node:http2";
import type { AddressInfo, Server, Socket } from "node:net";
import { once, EventEmitter } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { generate } from "selfsigned";

/** Two servers with the same paths, for tests: one plain, one with TLS that speaks HTTP/2 and HTTP/1.1. */
export interface TestServers extends AsyncDisposable {
  readonly plain: string;
  readonly secure: string;
  /** What to trust for `secure`. */
  readonly certificateAuthority: string;
  /** How many connections have been opened since the start. */
  readonly connections: () => number;
  /** Resolves when a request for this path has come, and `/slow` has sent its first piece; call it before asking. */
  readonly reached: (path: string) => Promise<unknown>;
  /** Lets `/held` answer the request for this path, which has been reached. */
  readonly release: (path: string) => void;
}

/** What `/slow` sends in two pieces, the first one with the headers. */
export const slowBody = { firstPiece: 1000, lastPiece: 500, waitMs: 30, receiveMs: 60 } as const;

/** Starts both on free ports. */
export async function startTestServers(): Promise<TestServers> {
  const certificate = await generate([{ name: "commonName", value: "localhost" }], {
    keyType: "ec",
    algorithm: "sha256",
    extensions: [{ name: "subjectAltName", altNames: [{ type: 2, value: "localhost" }] }],
  });
  const sockets = new Set<Socket>();
  let connections = 0;
  const plain = createServer((request, response) => void respond(request, response));
  const secure = createSecureServer(
    { key: certificate.private, cert: certificate.cert, allowHTTP1: true },
    // HTTP/2's compatibility API is the same as HTTP/1.1's as far as these few answers go.
    (request, response) => void respond(request, response as unknown as ServerResponse),
  );
  for (const server of [plain, secure] as Server[]) {
    server.on("connection", (socket: Socket) => {
      connections++;
      sockets.add(socket);
      socket.on("close", () => sockets.delete(socket));
    });
    await new Promise<void>((resolve) => server.listen(0, resolve));
  }
  return {
    plain: `http://localhost:${portOf(plain)}`,
    secure: `https://localhost:${portOf(secure)}`,
    certificateAuthority: certificate.cert,
    connections: () => connections,
    reached: (path) => once(reached, path),
    release: (path) => released.emit(path),
    async [Symbol.asyncDispose]() {
      for (const server of [plain, secure] as Server[]) {
        const closed = new Promise((resolve) => server.close(resolve));
        for (const socket of sockets) socket.destroy();
        await closed;
      }
    },
  };
}

type Request = IncomingMessage | Http2ServerRequest;

/** An event for each path, with its query. */
const reached = new EventEmitter();
const released = new EventEmitter();
const failuresLeft = new Map<string, number>();

async function respond(request: Request, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
  request.resume();
  switch (pathname) {
    case "/hang":
      reached.emit(request.url ?? "");
      return;
    case "/held": {
      const mayAnswer = once(released, request.url ?? "");
      reached.emit(request.url ?? "");
      await mayAnswer;
      response.end("now");
      return;
    }
    case "/reset":
      reset(request);
      return;
    case "/cancel":
      response.write("a".repeat(1000));
      await sleep(20);
      if ("stream" in request) request.stream.close(constants.NGHTTP2_CANCEL);
      return;
    case "/cut":
      response.writeHead(200, { "content-length": 2000 });
      response.write("a".repeat(1000));
      await sleep(20);
      reset(request);
      return;
    case "/redirect":
      response.writeHead(302, { location: "/now" }).end();
      return;
    case "/flaky": {
      // 503 as often as `times` says, then 200.
      const key = searchParams.get("key") ?? "";
      const left = failuresLeft.get(key) ?? Number(searchParams.get("times"));
      failuresLeft.set(key, left - 1);
      response.writeHead(left > 0 ? 503 : 200).end();
      return;
    }
    case "/slow":
      await sleep(slowBody.waitMs);
      response.write("a".repeat(slowBody.firstPiece));
      reached.emit(request.url ?? "");
      await sleep(slowBody.receiveMs);
      response.end("b".repeat(slowBody.lastPiece));
      return;
    default:
      response.writeHead(Number(searchParams.get("status") ?? 200)).end("now");
  }
}

function reset(request: Request): void {
  if ("stream" in request && request.httpVersionMajor === 2)
    request.stream.close(constants.NGHTTP2_INTERNAL_ERROR);
  else request.socket.destroy();
}

function portOf(server: { address: Server["address"] }): number {
  return (server.address() as AddressInfo).port;
}
