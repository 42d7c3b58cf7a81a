import { connect, type Socket } from "node:net";
import autocannon from "autocannon";

/** Requests a second that a page stands. */
export interface Throughput {
  readonly perSecond: number;
  readonly requests: number;
  readonly failures: number;
}

/** How long answers take, in ms. */
export interface Latency {
  readonly medianMs: number;
  readonly percentile99Ms: number;
  readonly answers: number;
}

/** Asks for one page over and over, on each of `connections` one request at a time. */
export async function measureThroughput(
  url: string,
  connections: number,
  seconds: number,
): Promise<Throughput> {
  const { requests, non2xx, errors, timeouts } = await autocannon({ url, connections, duration: seconds });
  return { perSecond: requests.average, requests: requests.total, failures: non2xx + errors + timeouts };
}

/**
 * Opens `connections`, then asks once on each, all at the same time.
 *
 * Bare sockets: an HTTP client takes longer over 2 000 answers at once than the server that is measured.
 *
 * @throws if an answer has another status than 200
 */
export async function measureLatency(url: string, connections: number, rounds: number): Promise<Latency> {
  const { hostname, port, host, pathname } = new URL(url);
  const sockets = await Promise.all(Array.from({ length: connections }, () => open(hostname, Number(port))));
  const request = `GET ${pathname} HTTP/1.1\r\nhost: ${host}\r\n\r\n`;
  const took: number[] = [];
  try {
    for (let round = 0; round < rounds; round += 1) {
      took.push(...(await Promise.all(sockets.map((socket) => ask(socket, request)))));
    }
  } finally {
    for (const socket of sockets) socket.destroy();
  }
  took.sort((a, b) => a - b);
  const at = (share: number) => took[Math.ceil(share * took.length) - 1] ?? NaN;
  return { medianMs: at(0.5), percentile99Ms: at(0.99), answers: took.length };
}

function open(host: string, port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, noDelay: true }, () => resolve(socket));
    socket.once("error", reject);
  });
}

/** The answers are smaller than a packet: each arrives in one piece. */
function ask(socket: Socket, request: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    socket.once("close", () => reject(new Error("the server closed a connection")));
    socket.once("data", (answer) => {
      socket.removeAllListeners("close");
      const status = answer.toString("latin1", 0, 12);
      if (status === "HTTP/1.1 200") resolve(performance.now() - start);
      else reject(new Error(`the server answered ${status}`));
    });
    socket.write(request);
  });
}
