/** Tells whether anything moves in this process: the event loop, the thread pool, bytes on their way, other threads. */
import { createHook, type AsyncHook } from "node:async_hooks";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { Socket } from "node:net";
import type { Worker } from "node:worker_threads";
import type { GuestConnection } from "./two-processes/protocol.js";

// Taken before other code can replace it.
const getActiveResources = process.getActiveResourcesInfo.bind(process);
// Of Node 22.8 and later; its types do not know it yet everywhere.
const nodeTiming = performance.nodeTiming as unknown as {
  readonly uvMetricsInfo: { readonly events: number };
};

/** Work outside the event loop, as Node names it: files, names; and child processes. */
const work = /^(FSReq|CloseReq|GetAddrInfo|GetNameInfo)/;
const childProcess = "ProcessWrap";
/** What the event loop itself has yet to do; it may also wait for ever, for somebody who does not read. */
const requests = new Set(["WriteWrap", "ShutdownWrap", "TCPConnectWrap", "PipeConnectWrap"]);
/** Jobs of node:crypto and node:zlib, which Node lists nowhere. */
const job = /REQUEST$|^ZLIB$/;

/** What node:crypto sets once it has handed a job over to another thread, and node:zlib while one is at work. */
interface Job {
  readonly ondone?: unknown;
  readonly buffer?: unknown;
}

type Channel = readonly [name: string, listener: (message: unknown) => void];

/**
 * Watches a process for signs of activity.
 *
 * @example
 * using activity = new Activity();
 * activity.count(); // grows with everything that arrives
 * activity.isWorking(); // whether something is done that has not arrived yet
 */
export class Activity implements Disposable {
  /** By local and remote port, so that the two ends of a connection within this process find each other. */
  readonly #sockets = new Map<string, Socket>();
  readonly #workers = new Set<Worker>();
  readonly #jobs = new Map<number, Job>();
  readonly #channels: readonly Channel[];
  readonly #hook: AsyncHook;
  /** Ports of servers in this process that somebody has connected to. */
  readonly #served = new Set<number>();
  #opened = 0;
  #closed = 0;
  #countsChildren = true;
  /** What was at work before, such as a child process that a program keeps: at most so much of it is overlooked. */
  #known = this.#countWork();

  constructor() {
    this.#channels = [
      ["net.client.socket", (message) => this.#follow(socketOf(message))],
      ["net.server.socket", (message) => this.#serve(socketOf(message))],
      ["worker_threads", (message) => this.#watch((message as { readonly worker: Worker }).worker)],
    ];
    for (const [name, listener] of this.#channels) subscribe(name, listener);
    const hooks = {
      init: (id: number, type: string, _trigger: number, resource: object) => {
        if (job.test(type)) this.#jobs.set(id, resource);
      },
      // A job of node:crypto is done once, a stream of node:zlib has many pieces.
      after: (id: number) => {
        if (this.#jobs.get(id)?.ondone) this.#jobs.delete(id);
      },
      trackPromises: false,
    };
    this.#hook = createHook(hooks).enable();
  }

  /** How many events the event loop has processed: the same twice means that nothing arrived in between. */
  count(): number {
    return nodeTiming.uvMetricsInfo.events;
  }

  /** From now on child processes are no sign of activity: whoever has one that follows the same clock asks it. */
  ignoreChildren(): void {
    this.#countsChildren = false;
    this.#known = this.#countWork();
  }

  /** Whether another thread, a child process or the thread pool works for this process. */
  isWorking(): boolean {
    const count = this.#countWork();
    this.#known = Math.min(this.#known, count);
    if (count > this.#known || this.#workers.size > 0) return true;
    for (const { ondone, buffer } of this.#jobs.values()) if (ondone || buffer) return true;
    return false;
  }

  /** Whether callbacks of `setImmediate` wait, beside `own` of the caller's. */
  hasImmediates(own = 1): boolean {
    return getActiveResources().filter((kind) => kind === "Immediate").length > own;
  }

  /** Whether something is on its way that may arrive by itself: bytes between two sockets, callbacks of `setImmediate`. */
  isPending(): boolean {
    for (const socket of this.#sockets.values()) {
      const peer = this.#sockets.get(`${socket.remotePort} ${socket.localPort}`);
      if (peer && peer.bytesRead < socket.bytesWritten) return true;
    }
    return getActiveResources().some((kind) => requests.has(kind)) || this.hasImmediates();
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
    this.#hook.disable();
    for (const [name, listener] of this.#channels) unsubscribe(name, listener);
    this.#sockets.clear();
    this.#workers.clear();
    this.#jobs.clear();
  }

  #serve(socket: Socket): void {
    if (socket.localPort !== undefined) this.#served.add(socket.localPort);
    this.#follow(socket);
  }

  #follow(socket: Socket): void {
    const keep = () => {
      if (socket.destroyed) return;
      const name = `${socket.localPort} ${socket.remotePort}`;
      this.#sockets.set(name, socket);
      this.#opened += 1;
      socket.once("close", () => {
        this.#closed += 1;
        this.#sockets.delete(name);
      });
    };
    if (socket.connecting) socket.once("connect", keep);
    else keep();
  }

  #countWork(): number {
    const isWork = (kind: string) => work.test(kind) || (this.#countsChildren && kind === childProcess);
    return getActiveResources().filter(isWork).length;
  }

  #watch(worker: Worker): void {
    this.#workers.add(worker);
    worker.once("exit", () => this.#workers.delete(worker));
  }
}

function socketOf(message: unknown): Socket {
  return (message as { readonly socket: Socket }).socket;
}
