import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { VirtualTime } from "../index.js";

/** A server in this process, on the same clock as what asks it. */
export interface LoopbackServer extends AsyncDisposable {
  /** `http://127.0.0.1:1234` */
  readonly origin: string;
  /** What happened, with when, since it was told the clock: `100 > /a`, `300 < /a 200`. */
  readonly trace: string[];
  /** When requests arrived, in ms. */
  readonly arrivals: number[];
  /** The most requests at a time. */
  readonly maxInFlight: number;
}

/** What is answered: after `delayMs`, with a status, or nothing at all. */
export interface Answer {
  readonly delayMs?: number;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Sends the headers and half of the body, and no more. */
  readonly stalls?: boolean;
  readonly never?: boolean;
}

/**
 * Starts a server.
 *
 * @param answer says what a request is answered, by its path and which one of that path it is, from 1
 */
export async function startServer(
  time: Pick<VirtualTime, "nowMs">,
  answer: (path: string, attempt: number) => Answer,
): Promise<LoopbackServer> {
  const attempts = new Map<string, number>();
  const [trace, arrivals]: [string[], number[]] = [[], []];
  let [inFlight, maxInFlight] = [0, 0];
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const path = request.url ?? "/";
    const attempt = (attempts.get(path) ?? 0) + 1;
    attempts.set(path, attempt);
    const {
      delayMs = 0,
      status = 200,
      headers = {},
      body = JSON.stringify({ path }),
      never,
      stalls,
    } = answer(path, attempt);
    maxInFlight = Math.max(maxInFlight, ++inFlight);
    trace.push(`${time.nowMs} > ${path}`);
    arrivals.push(time.nowMs);
    response.once("close", () => {
      inFlight -= 1;
      trace.push(`${time.nowMs} < ${path} ${response.writableFinished ? status : "aborted"}`);
    });
    if (never) return;
    const send = () => {
      response.writeHead(status, { "content-type": "application/json", ...headers });
      if (stalls) response.write('{"path":');
      else response.end(body);
    };
    if (delayMs === 0) return send();
    const timer = setTimeout(send, delayMs);
    response.once("close", () => clearTimeout(timer));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    trace,
    arrivals,
    get maxInFlight() {
      return maxInFlight;
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
