/** Tells whether anything moves in this process: what the event loop did, and bytes on their way between its sockets. */
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { Socket } from "node:net";
import type { GuestConnection } from "./two-processes/protocol.js";

// Taken before other code can replace it.
const getActiveResources = process.getActiveResourcesInfo.bind(process);
// Of Node 22.8 and later; its types do not know it yet everywhere.
const nodeTiming = performance.nodeTiming as unknown as {
  readonly uvMetricsInfo: { readonly events: number };
};

/** What a process has while it only waits; anything else is at work outside the event loop: a file, a name, a child. */
const waiting = new Set([
  "TCPSocketWrap",
  "TCPServerWrap",
  "PipeWrap",
  "TTYWrap",
  "TLSWrap",
  "Timeout",
  "Immediate",
  "MessagePort",
]);

const { cpuUsage } = process;

/** CPU time of this process and its threads, in ms. */
export function readCpuMs(): number {
  const { user, system } = cpuUsage();
  return (user + system) / 1000;
}

/**
 * Watches a process for signs of activity.
 *
 * @example
 * using activity = new Activity();
 * activity.count(); // grows with everything that happens
 * activity.isPending(); // whether something is on its way that has not happened yet
 */
export class Activity {
  /** By local and remote port, so that the two ends of a connection within this process find each other. */
  readonly #sockets = new Map<string, Socket>();
  readonly #known: ReadonlyMap<string, number>;
  /** Ports of servers in this process that somebody has connected to. */
  readonly #served = new Set<number>();
  readonly #ignored = new Set<string>();
  #opened = 0;
  #closed = 0;
  readonly #noteClient = (message: unknown): void => this.#follow(socketOf(message));
  readonly #noteServed = (message: unknown): void => {
    const socket = socketOf(message);
    if (socket.localPort !== undefined) this.#served.add(socket.localPort);
    this.#follow(socket);
  };

  constructor() {
    this.#known = countResources();
    subscribe("net.client.socket", this.#noteClient);
    subscribe("net.server.socket", this.#noteServed);
  }

  /** How many events the event loop has processed: the same twice means that nothing arrived in between. */
  count(): number {
    return nodeTiming.uvMetricsInfo.events;
  }

  /** From now on resources of this kind, as `process.getActiveResourcesInfo` names it, are no sign of activity. */
  ignore(kind: string): void {
    this.#ignored.add(kind);
  }

  /** Whether another thread, a child process or the thread pool works for this process. */
  isWorking(): boolean {
    for (const [kind, count] of countResources()) {
      if (count > (this.#known.get(kind) ?? 0) && !this.#ignored.has(kind)) return true;
    }
    return false;
  }

  /** Whether callbacks of `setImmediate` wait; `own` of them are the caller's. */
  hasImmediates(own: number): boolean {
    let count = 0;
    for (const kind of getActiveResources()) if (kind === "Immediate") count += 1;
    return count > own;
  }

  /** Whether bytes, or the end of a connection, are on their way between two sockets of this process. */
  isInTransit(): boolean {
    for (const socket of this.#sockets.values()) {
      if (socket.connecting) return true;
      const peer = this.#sockets.get(`${socket.remotePort} ${socket.localPort}`);
      if (peer && peer.bytesRead < socket.bytesWritten) return true;
    }
    return false;
  }

  /** The TCP connections that are open, as this end sees them. */
  connections(): GuestConnection[] {
    return Array.from(
      this.#sockets.values(),
      ({ localPort = 0, remotePort = 0, bytesRead, bytesWritten }) => [
        localPort,
        remotePort,
        bytesRead,
        bytesWritten,
      ],
    );
  }

  /** Whether a server in this process has taken connections on this port. */
  hasServed(port: number): boolean {
    return this.#served.has(port);
  }

  /** Differs from what it was as soon as a connection has opened or closed, or a byte has come or gone. */
  traffic(): string {
    let [read, written] = [0, 0];
    for (const { bytesRead, bytesWritten } of this.#sockets.values()) {
      read += bytesRead;
      written += bytesWritten;
    }
    return `${this.#opened} ${this.#closed} ${read} ${written}`;
  }

  [Symbol.dispose](): void {
    unsubscribe("net.client.socket", this.#noteClient);
    unsubscribe("net.server.socket", this.#noteServed);
    this.#sockets.clear();
  }

  #follow(socket: Socket): void {
    const keep = () => {
      if (socket.destroyed) return;
      const name = `${socket.localPort} ${socket.remotePort}`;
      this.#opened += 1;
      this.#sockets.set(name, socket);
      socket.once("close", () => {
        this.#closed += 1;
        this.#sockets.delete(name);
      });
    };
    if (socket.connecting) socket.once("connect", keep);
    else keep();
  }
}

function socketOf(message: unknown): Socket {
  return (message as { readonly socket: Socket }).socket;
}

function countResources(): Map<string, number> {
  const counts = new Map<string, number>();
  for (const kind of getActiveResources()) {
    if (!waiting.has(kind)) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return counts;
}
