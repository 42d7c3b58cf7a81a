/** Tells whether anything moves in this process: the event loop, the thread pool, bytes on their way, other threads. */
import { createHook, type AsyncHook } from "node:async_hooks";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { Socket } from "node:net";
import type { Worker } from "node:worker_threads";

/** Work outside the event loop, as Node names it: files, names, child processes. */
const work = /^(FSReq|CloseReq|GetAddrInfo|GetNameInfo|ProcessWrap)/;
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
  /** What was at work before, such as a child process that a program keeps: at most so much of it is overlooked. */
  #known = countWork();

  constructor() {
    const follow = (message: unknown): void => this.#follow((message as { readonly socket: Socket }).socket);
    this.#channels = [
      ["net.client.socket", follow],
      ["net.server.socket", follow],
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
    // Of Node 22.8 and later; its types do not know it yet everywhere.
    return (performance.nodeTiming as unknown as { uvMetricsInfo: { events: number } }).uvMetricsInfo.events;
  }

  /** Whether another thread, a child process or the thread pool works for this process. */
  isWorking(): boolean {
    const count = countWork();
    this.#known = Math.min(this.#known, count);
    if (count > this.#known || this.#workers.size > 0) return true;
    for (const { ondone, buffer } of this.#jobs.values()) if (ondone || buffer) return true;
    return false;
  }

  /** Whether callbacks of `setImmediate` wait, beside one of the caller's. */
  hasImmediates(): boolean {
    return process.getActiveResourcesInfo().filter((kind) => kind === "Immediate").length > 1;
  }

  /** Whether something is on its way that may arrive by itself: bytes between two sockets, callbacks of `setImmediate`. */
  isPending(): boolean {
    for (const socket of this.#sockets.values()) {
      const peer = this.#sockets.get(`${socket.remotePort} ${socket.localPort}`);
      if (peer && peer.bytesRead < socket.bytesWritten) return true;
    }
    return process.getActiveResourcesInfo().some((kind) => requests.has(kind)) || this.hasImmediates();
  }

  [Symbol.dispose](): void {
    this.#hook.disable();
    for (const [name, listener] of this.#channels) unsubscribe(name, listener);
    this.#sockets.clear();
    this.#workers.clear();
    this.#jobs.clear();
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

  #watch(worker: Worker): void {
    this.#workers.add(worker);
    worker.once("exit", () => this.#workers.delete(worker));
  }
}

function countWork(): number {
  return process.getActiveResourcesInfo().filter((kind) => work.test(kind)).length;
}
