/**
 * The five sockets of a kernel, all on its second thread. A ZeroMQ socket takes one send at a time, and drops what a slow
 * reader leaves over its high-water mark: here sends wait in line, and nothing is dropped.
 * @see https://jupyter-client.readthedocs.io/en/stable/kernels.html#connection-files
 */
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
 * Binds the sockets.
 *
 * @throws where a port is in use or the transport is not `tcp` or `ipc`
 */
export async function bindSockets(connection: ConnectionInfo): Promise<Sockets> {
  const sockets = {
    shell: new Router(options),
    control: new Router(options),
    stdin: new Router(options),
    iopub: new Publisher(options),
    heartbeat: new Reply({ linger: 0, maxMessageSize: 1024 ** 2 }),
  };
  const { transport, ip } = connection;
  const addressOf = (port: number) => `${transport}://${ip}${transport === "ipc" ? "-" : ":"}${port}`;
  await Promise.all([
    sockets.shell.bind(addressOf(connection.shell_port)),
    sockets.control.bind(addressOf(connection.control_port)),
    sockets.stdin.bind(addressOf(connection.stdin_port)),
    sockets.iopub.bind(addressOf(connection.iopub_port)),
    sockets.heartbeat.bind(addressOf(connection.hb_port)),
  ]);
  return { ...sockets, close: () => Object.values(sockets).forEach((socket) => socket.close()) };
}
