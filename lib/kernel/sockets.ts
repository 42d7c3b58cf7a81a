/**
 * The five sockets of a kernel, on two threads. A ZeroMQ socket takes one send at a time, and drops what a slow reader leaves
 * over its high-water mark: here sends wait in line, and nothing is dropped.
 * @see https://jupyter-client.readthedocs.io/en/stable/kernels.html#connection-files
 */
import { realTime } from "virtual-time";
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

/**
 * Sends messages on one socket, in order. No promise is awaited between two: execution that is terminated by an
 * interrupt drops the promise callbacks that wait, and with them a queue that relied on one.
 */
export class SendQueue {
  readonly #socket: Publisher | Router;
  readonly #waiting: Buffer[][] = [];
  #retry: NodeJS.Timeout | undefined;

  constructor(socket: Publisher | Router) {
    this.#socket = socket;
  }

  /** Sends a message, or puts it in line where the socket is busy. */
  send(frames: Buffer[]): void {
    this.#waiting.push(frames);
    this.#drain();
  }

  /** Resolves when everything was handed to the network. */
  async drained(): Promise<void> {
    while (this.#waiting.length > 0 && !this.#socket.closed) await realTime.sleep(1);
  }

  #drain(): void {
    realTime.clearTimeout(this.#retry);
    while (this.#waiting.length > 0 && this.#socket.writable) {
      const frames = this.#waiting.shift() ?? [];
      // Fails where a client has left, who then needs no answer.
      this.#socket.send(frames).catch(() => undefined);
    }
    if (this.#waiting.length > 0 && !this.#socket.closed)
      this.#retry = realTime.setTimeout(() => this.#drain(), 1);
  }
}

/** The sockets of the main thread, bound. */
export interface Sockets {
  readonly shell: Router;
  readonly stdin: Router;
  readonly iopub: Publisher;
  close(): void;
}

/** The sockets that must answer also while a cell blocks the main thread. */
export interface ControlSockets {
  readonly control: Router;
  readonly heartbeat: Reply;
  close(): void;
}

const unlimited = { sendHighWaterMark: 0, linger: 1000 };

function addressOf({ transport, ip }: ConnectionInfo, port: number): string {
  return `${transport}://${ip}${transport === "ipc" ? "-" : ":"}${port}`;
}

/** Binds the control thread's sockets. */
export async function bindControlSockets(connection: ConnectionInfo): Promise<ControlSockets> {
  const sockets = { control: new Router(unlimited), heartbeat: new Reply() };
  await Promise.all([
    sockets.control.bind(addressOf(connection, connection.control_port)),
    sockets.heartbeat.bind(addressOf(connection, connection.hb_port)),
  ]);
  return { ...sockets, close: () => Object.values(sockets).forEach((socket) => socket.close()) };
}

/**
 * Binds the main thread's sockets.
 *
 * @throws where a port is in use or the transport is not `tcp` or `ipc`
 */
export async function bindSockets(connection: ConnectionInfo): Promise<Sockets> {
  const sockets = {
    shell: new Router(unlimited),
    stdin: new Router(unlimited),
    iopub: new Publisher(unlimited),
  };
  await Promise.all([
    sockets.shell.bind(addressOf(connection, connection.shell_port)),
    sockets.stdin.bind(addressOf(connection, connection.stdin_port)),
    sockets.iopub.bind(addressOf(connection, connection.iopub_port)),
  ]);
  return { ...sockets, close: () => Object.values(sockets).forEach((socket) => socket.close()) };
}
