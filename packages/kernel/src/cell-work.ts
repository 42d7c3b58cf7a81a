/**
 * What a cell has started and can be canceled, so that the stop button ends it too: timers, requests, sockets, child
 * processes, worker threads. Code of a stopped cell that goes on all the same (a `catch` in a loop) starts no more of it.
 */
import type { ChildProcess } from "node:child_process";
import { createHook } from "node:async_hooks";
import { subscribe } from "node:diagnostics_channel";
import type { ClientRequest } from "node:http";
import type { ClientHttp2Stream } from "node:http2";
import type { Socket } from "node:net";
import type { Worker } from "node:worker_threads";
import { realTime } from "virtual-time";
import { callingCell, isStopped, type CellContext } from "./cell-context.js";
import { signalAll, treeOf } from "./child-processes.js";
import { messages } from "./messages/index.js";

/** Something that a cell has started. */
interface Work {
  /** Whether it has ended by itself. */
  isOver(): boolean;
  /** Not called where a variable of the notebook holds the subject. */
  cancel(reason: Error): void;
  readonly subject: object;
}

/** undici's own record of a request, the same in Node's fetch. */
interface UndiciRequest {
  readonly completed: boolean;
  aborted: boolean;
  error?: Error;
  abort: ((reason: Error) => void) | null;
}

/** How often a stopped cell may still go on: enough to end what waits in its queues, and no loop. */
const maxStartsAfterStop = 1000;

const started = new WeakMap<CellContext, Set<Work>>();
const sweepAt = new WeakMap<Set<Work>, number>();
const startsAfterStop = new WeakMap<CellContext, number>();

/** Notes that the running cell has started something. */
export function noteWork(work: Work): void {
  const cell = callingCell();
  if (!cell) return;
  let all = started.get(cell);
  if (!all) started.set(cell, (all = new Set()));
  all.add(work);
  // Now and then what is over is forgotten, or a long cell would keep all its requests.
  if (all.size < (sweepAt.get(all) ?? 1000)) return;
  for (const each of all) if (each.isOver()) all.delete(each);
  sweepAt.set(all, 2 * all.size + 1000);
}

/**
 * Whether the running code belongs to a stopped cell, and how that may go on: `"ends"`, with an error where there can be one,
 * or, when it has done so too often, `"never"`.
 */
export function stoppedCode(): "ends" | "never" | undefined {
  const cell = callingCell();
  if (!cell || !isStopped(cell)) return undefined;
  const times = (startsAfterStop.get(cell) ?? 0) + 1;
  startsAfterStop.set(cell, times);
  return times > maxStartsAfterStop ? "never" : "ends";
}

/**
 * Cancels what a stopped cell has started.
 *
 * @param variables the values of the notebook's variables: a process or thread that one of them holds stays
 */
export function cancelWork(cell: CellContext, variables: readonly unknown[]): void {
  const all = started.get(cell);
  if (!all) return;
  started.delete(cell);
  const reason = stoppedError();
  for (const work of all) {
    if (work.isOver() || variables.includes(work.subject)) continue;
    try {
      work.cancel(reason);
    } catch {
      // What one listener throws must not keep the rest going.
    }
  }
}

/** Counts what code of a stopped cell does; 0 where that is about to end, since it starts what a stopped cell cannot. */
export function watchCode(cell: CellContext): Disposable & { count(): number } {
  let count = 0;
  const before = startsAfterStop.get(cell);
  const hook = createHook({
    init: () => {
      if (callingCell() === cell) count += 1;
    },
  }).enable();
  return {
    count: () => (startsAfterStop.get(cell) === before ? count : 0),
    [Symbol.dispose]: () => void hook.disable(),
  };
}

/** Begins to note what cells start, but for timers. */
export function watchWork(): void {
  subscribe("http.client.request.created", (message) =>
    noteHttp((message as { request: ClientRequest }).request),
  );
  subscribe("http2.client.stream.created", (message) =>
    noteHttp((message as { stream: ClientHttp2Stream }).stream),
  );
  subscribe("undici:request:create", (message) =>
    noteUndici((message as { request: UndiciRequest }).request),
  );
  subscribe("net.client.socket", (message) => noteSocket((message as { socket: Socket }).socket));
  subscribe("worker_threads", (message) => noteThread((message as { worker: Worker }).worker));
}

/** Notes a child process that the running cell has spawned. */
export function noteChild(child: ChildProcess, pid: number): void {
  noteWork({
    subject: child,
    isOver: () => child.exitCode !== null || child.signalCode !== null,
    cancel: () => signalAll(treeOf(pid), "SIGTERM"),
  });
}

function stoppedError(): Error {
  return Object.assign(new Error(messages().cellStopped), { name: "AbortError", code: "ABORT_ERR" });
}

function noteHttp(request: ClientRequest | ClientHttp2Stream): void {
  const going = stoppedCode();
  if (going === undefined) {
    noteWork({
      subject: request,
      isOver: () => request.destroyed,
      cancel: (reason) => request.destroy(reason),
    });
    return;
  }
  // In turns of their own: a queue of hundreds, gone through in one, would be terminated as a loop that blocks, and what
  // waits for the rest would wait for ever.
  const emit = (request.emit as (...event: unknown[]) => boolean).bind(request);
  request.emit = (...event: unknown[]) => {
    if (going === "ends") realTime.setImmediate(() => emit(...event));
    return going === "ends";
  };
  request.destroy(stoppedError());
}

function noteUndici(request: UndiciRequest): void {
  // A request that waits for its connection finds the error when it has one, and is not sent.
  const cancel = (reason: Error) => {
    if (request.abort) request.abort(reason);
    else request.error = reason;
  };
  const going = stoppedCode();
  if (going === undefined)
    noteWork({ subject: request, isOver: () => request.completed || request.aborted, cancel });
  else if (going === "ends") cancel(stoppedError());
  // Passed over without a word.
  else request.aborted = true;
}

function noteSocket(socket: Socket): void {
  noteWork({
    subject: socket,
    isOver: () => socket.destroyed || isPooled(socket),
    cancel: () => socket.destroy(),
  });
}

/** Whether an HTTP client has it: it may carry the requests of other cells. */
function isPooled(socket: Socket): boolean {
  const { parser, _httpMessage } = socket as { parser?: unknown; _httpMessage?: unknown };
  const symbol = Object.getOwnPropertySymbols(socket).find(({ description }) => description === "parser");
  const undiciParser = symbol && (socket as unknown as Record<symbol, unknown>)[symbol];
  return Boolean(parser ?? _httpMessage ?? undiciParser);
}

function noteThread(worker: Worker): void {
  noteWork({
    subject: worker,
    isOver: () => worker.threadId === -1,
    cancel: () => void worker.terminate(),
  });
}
