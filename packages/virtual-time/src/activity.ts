/** Tells whether anything moves in this process: what the event loop did, and bytes on their way between its sockets. */
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { Socket } from "node:net";

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
  readonly #note = (message: unknown): void => this.#follow((message as { readonly socket: Socket }).socket);

  constructor() {
    this.#known = countResources();
    for (const channel of ["net.client.socket", "net.server.socket"]) subscribe(channel, this.#note);
  }

  /** How many events the event loop has processed: the same twice means that nothing arrived in between. */
  count(): number {
    // Of Node 22.8 and later; its types do not know it yet everywhere.
    return (performance.nodeTiming as unknown as { uvMetricsInfo: { events: number } }).uvMetricsInfo.events;
  }

  /** Whether another thread, a child process or the thread pool works for this process. */
  isWorking(): boolean {
    for (const [kind, count] of countResources()) if (count > (this.#known.get(kind) ?? 0)) return true;
    return false;
  }

  /** Whether callbacks of `setImmediate` wait; `own` of them are the caller's. */
  hasImmediates(own: number): boolean {
    let count = 0;
    for (const kind of process.getActiveResourcesInfo()) if (kind === "Immediate") count += 1;
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

  [Symbol.dispose](): void {
    for (const channel of ["net.client.socket", "net.server.socket"]) unsubscribe(channel, this.#note);
    this.#sockets.clear();
  }

  #follow(socket: Socket): void {
    const keep = () => {
      if (socket.destroyed) return;
      const name = `${socket.localPort} ${socket.remotePort}`;
      this.#sockets.set(name, socket);
      socket.once("close", () => this.#sockets.delete(name));
    };
    if (socket.connecting) socket.once("connect", keep);
    else keep();
  }
}

function countResources(): Map<string, number> {
  const counts = new Map<string, number>();
  for (const kind of process.getActiveResourcesInfo()) {
    if (!waiting.has(kind)) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return counts;
}
