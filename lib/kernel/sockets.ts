/**
 * The five sockets of a kernel. A ZeroMQ socket takes one send at a time, and drops what a slow reader leaves
 * over its high-water mark: here sends wait in line, and nothing is dropped.
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

/** Sends messages on one socket, in order, one at a time. */
export class SendQueue {
  readonly #socket: Publisher | Router;
  readonly #waiting: Buffer[][] = [];
  #sending: Promise<void> | undefined;

  constructor(socket: Publisher | Router) {
    this.#socket = socket;
  }

  /** Puts a message in line. */
  send(frames: Buffer[]): void {
    this.#waiting.push(frames);
    this.#sending ??= this.#drain();
  }

  /** Resolves when everything was handed to the network. */
  async drained(): Promise<void> {
    while (this.#sending) await this.#sending;
  }

  async #drain(): Promise<void> {
    try {
      for (let frames = this.#waiting.shift(); frames; frames = this.#waiting.shift()) {
        await this.#socket.send(frames);
      }
    } catch (error) {
      // A client that has left cannot be told anything; a closed socket means that the kernel is ending.
      this.#waiting.length = 0;
      if (!this.#socket.closed) throw error;
    } finally {
      this.#sending = undefined;
    }
  }
}

/** The sockets, bound. */
export interface Sockets {
  readonly shell: Router;
  readonly control: Router;
  readonly stdin: Router;
  readonly iopub: Publisher;
  readonly heartbeat: Reply;
  close(): void;
}

/**
 * Binds the sockets that a connection file names.
 *
 * @throws where a port is in use or the transport is not `tcp` or `ipc`
 */
export async function bindSockets(connection: ConnectionInfo): Promise<Sockets> {
  const unlimited = { sendHighWaterMark: 0, linger: 1000 };
  const sockets = {
    shell: new Router(unlimited),
    control: new Router(unlimited),
    stdin: new Router(unlimited),
    iopub: new Publisher(unlimited),
    heartbeat: new Reply(),
  };
  const { transport, ip } = connection;
  const address = (port: number) => `${transport}://${ip}${transport === "ipc" ? "-" : ":"}${port}`;
  await Promise.all([
    sockets.shell.bind(address(connection.shell_port)),
    sockets.control.bind(address(connection.control_port)),
    sockets.stdin.bind(address(connection.stdin_port)),
    sockets.iopub.bind(address(connection.iopub_port)),
    sockets.heartbeat.bind(address(connection.hb_port)),
  ]);
  return { ...sockets, close: () => Object.values(sockets).forEach((socket) => socket.close()) };
}
