/**
 * The five sockets of a kernel, all on its second thread. A ZeroMQ socket takes one send at a time, and drops what a slow
 * reader leaves over its high-water mark: here sends wait in line, and nothing is dropped.
 * @see https://jupyter-client.readthedocs.io/en/stable/kernels.html#connection-files
 */
import { setImmediate as nextTurn, setTimeout as sleep } from "node:timers/promises";
import { Publisher, Reply, Router } from "zeromq";

/** What Jupyter writes into a connection file. */
export interface ConnectionInfo {
  readonly transport: string;
  readonly ip: string;
  readonly key: string;
  readonly signature_scheme?: string;
  readonly shell_port: number;
  readonly control_port: number;
  readonly iopub_port: number;
  readonly stdin_port: number;
  readonly hb_port: number;
}

/** Sends messages on one socket, in order. */
export class SendQueue {
  readonly #socket: Publisher | Router;
  #last: Promise<void> = Promise.resolve();

  constructor(socket: Publisher | Router) {
    this.#socket = socket;
  }

  /** Sends a message after those before it; resolves when it was handed to the network, or cannot be. */
  send(frames: readonly Uint8Array[]): Promise<void> {
    this.#last = this.#last.then(() => this.#sendNow(frames));
    return this.#last;
  }

  /** Resolves when everything was handed to the network. */
  drained(): Promise<void> {
    return this.#last;
  }

  async #sendNow(frames: readonly Uint8Array[]): Promise<void> {
    try {
      await this.#socket.send(
        frames.map((frame) => Buffer.from(frame.buffer, frame.byteOffset, frame.byteLength)),
      );
    } catch {
      // A client that has left needs no answer.
    }
  }
}

/** Counts what comes in on sockets, to tell when that is over. */
export class Arrivals {
  #count = 0;

  /** The messages of a socket as they come in. */
  async *on(socket: Router): AsyncGenerator<readonly Buffer[], void> {
    for await (const frames of socket) {
      this.#count += 1;
      yield frames;
    }
  }

  /**
   * Resolves after a whole turn of the event loop in which nothing came in.
   *
   * It does not ask for a socket's `readable`: that takes from ZeroMQ the signal that wakes who waits for a message, and
   * the message then lies there unread for ever.
   */
  async over(): Promise<void> {
    let before: number;
    // The first is the rest of the turn in which it was called.
    await nextTurn();
    do {
      before = this.#count;
      await nextTurn();
    } while (before !== this.#count);
  }
}

/** The sockets of a kernel, bound. */
export interface Sockets {
  readonly shell: Router;
  readonly control: Router;
  readonly stdin: Router;
  readonly iopub: Publisher;
  readonly heartbeat: Reply;
  close(): void;
}

/** In bytes. What claims to be more is no message of Jupyter's, and its sender is cut off. */
const maxFrameBytes = 512 * 1024 ** 2;
const options = { sendHighWaterMark: 0, linger: 1000, maxMessageSize: maxFrameBytes };

/**
 * Jupyter picks free ports and hands them on; until they are bound, the system may give one to another program's outgoing
 * connection, mostly for a moment.
 */
const portWaitMs = 10_000;

/** An address that cannot be bound; its message says which. */
export class BindError extends Error {
  override readonly name = "BindError";
}

/**
 * Binds the sockets.
 *
 * @param waitMs how long a port that is in use is waited for, in ms
 * @throws {BindError} where a port stays in use or the transport is not `tcp` or `ipc`; no socket is left open then
 */
export async function bindSockets(connection: ConnectionInfo, waitMs = portWaitMs): Promise<Sockets> {
  const sockets = {
    shell: new Router(options),
    control: new Router(options),
    stdin: new Router(options),
    iopub: new Publisher(options),
    heartbeat: new Reply({ linger: 0, maxMessageSize: 1024 ** 2 }),
  };
  const { transport, ip } = connection;
  const addressOf = (port: number) => `${transport}://${ip}${transport === "ipc" ? "-" : ":"}${port}`;
  const bound = await Promise.allSettled([
    bind(sockets.shell, addressOf(connection.shell_port), waitMs),
    bind(sockets.control, addressOf(connection.control_port), waitMs),
    bind(sockets.stdin, addressOf(connection.stdin_port), waitMs),
    bind(sockets.iopub, addressOf(connection.iopub_port), waitMs),
    bind(sockets.heartbeat, addressOf(connection.hb_port), waitMs),
  ]);
  const close = () => Object.values(sockets).forEach((socket) => socket.close());
  const failed = bound.find(({ status }) => status === "rejected");
  if (failed?.status !== "rejected") return { ...sockets, close };
  // ZeroMQ ends the process, without a word, where a thread ends with a socket that is open.
  close();
  throw failed.reason;
}

async function bind(
  socket: Sockets[keyof Omit<Sockets, "close">],
  address: string,
  waitMs: number,
): Promise<void> {
  const giveUpAt = performance.now() + waitMs;
  for (;;) {
    try {
      await socket.bind(address);
      return;
    } catch (error) {
      const { code = String(error) } = error as NodeJS.ErrnoException;
      if (code !== "EADDRINUSE" || performance.now() >= giveUpAt) {
        const message = `the kernel cannot listen at ${address} (${code}): start it again, and Jupyter picks another address`;
        throw new BindError(message, { cause: error });
      }
      await sleep(50);
    }
  }
}
