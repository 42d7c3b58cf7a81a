/** The main thread's side of the kernel's sockets, which live on a thread of their own. */
import { uptime } from "node:os";
import { Worker } from "node:worker_threads";
import type { ConnectionInfo } from "./sockets.js";
import { protect, shared, slots, waitForSender } from "./termination.js";
import {
  readMessage,
  toWellFormedJson,
  WireError,
  type Content,
  type Envelope,
  type Message,
} from "./wire.js";

/** What a client sends on. */
export type Incoming = "shell" | "control" | "stdin";
/** What the kernel sends on. */
export type Outgoing = Incoming | "iopub";

/** What the thread starts with. */
export interface ChannelsThreadData {
  readonly connection: ConnectionInfo;
  /** The process that started the kernel. */
  readonly parentPid: number;
  /** See `termination.ts`. */
  readonly shared: Int32Array;
}

/** What the thread tells that must not be lost: it is told again where its first telling was terminated. */
export type News =
  | { readonly channel: Incoming; readonly envelope: Envelope }
  /** The main thread has not come to an end of what it was told to stop. */
  | { readonly interruptAgain: true }
  /** Only to see whether the main thread's event loop turns. */
  | { readonly turn: true }
  /** All that had arrived on the shell channel when the main thread asked was told. */
  | { readonly caughtUp: true }
  /** The process that started the kernel is gone. */
  | { readonly orphaned: true }
  | { readonly closed: true };

/** What the thread tells. */
export type FromChannels = { readonly ready: true } | { readonly serial: number; readonly news: News };

/** A message to be signed and sent. */
export interface Outbound {
  readonly channel: Outgoing;
  readonly type: string;
  readonly content: Uint8Array;
  readonly parent: string | undefined;
  readonly identities: readonly Uint8Array[];
}

/** What the thread is told. */
export type ToChannels =
  | { readonly send: Outbound }
  | { readonly catchUp: true }
  | { readonly close: true }
  /** A child process that does not block the kernel: whether it runs, or has ended. */
  | { readonly child: number; readonly running: boolean };

/** What the kernel does with what arrives. None of it may call code of the learner. */
export interface ChannelHandlers {
  readonly onMessage: (channel: Incoming, message: Message) => void;
  readonly onInterruptAgain: () => void;
  readonly onOrphaned: () => void;
}

/** The kernel's sockets. */
export class Channels {
  readonly #worker: Worker;
  readonly #handlers: ChannelHandlers;
  readonly #encoder = new TextEncoder();
  #caughtUp: (() => void)[] = [];
  #closed: (() => void) | undefined;
  /** Of the newest message that was taken. */
  #serial = 0;
  /** Resolves when the sockets are bound; rejects where they cannot be. */
  readonly ready: Promise<void>;

  /** @param onLost called when the thread has died: a kernel without sockets helps nobody */
  constructor(connection: ConnectionInfo, handlers: ChannelHandlers, onLost: (error: unknown) => void) {
    this.#handlers = handlers;
    const workerData: ChannelsThreadData = { connection, parentPid: process.ppid, shared };
    this.#worker = new Worker(new URL("./channels-thread.js", import.meta.url), {
      workerData,
      // It only passes messages on; what they say is outside of its heap.
      resourceLimits: { maxYoungGenerationSizeMb: 2, maxOldGenerationSizeMb: 256 },
    });
    this.ready = new Promise((resolve, reject) => {
      this.#worker.on("error", (error: Error) => {
        reject(error);
        onLost(error);
      });
      this.#worker.on("message", (message: FromChannels) => {
        if ("ready" in message) resolve();
        else protect(() => this.#take(message));
      });
    });
  }

  /**
   * Sends a message, or puts it in line.
   *
   * @param parent what it answers or belongs to
   * @throws what `JSON.stringify` throws
   */
  send(channel: Outgoing, type: string, content: Content, parent?: Message): void {
    const bytes = this.#encoder.encode(toWellFormedJson(JSON.stringify(content)));
    const identities = channel === "iopub" ? [this.#encoder.encode(type)] : (parent?.identities ?? []);
    const send: Outbound = { channel, type, content: bytes, parent: parent?.headerText, identities };
    waitForSender();
    protect(() => {
      this.#tell({ send }, [bytes.buffer]);
      Atomics.add(shared, slots.posted, 1);
    });
  }

  /** Resolves when all has been taken that clients had sent on the shell channel by now. */
  catchUp(): Promise<void> {
    return new Promise((resolve) => {
      this.#caughtUp.push(resolve);
      this.#tell({ catchUp: true });
    });
  }

  /** Tells of a child process that the kernel does not wait for, and of its end. */
  noteChild(pid: number, running: boolean): void {
    this.#tell({ child: pid, running });
  }

  /** Says that a cell begins. */
  noteCell(): void {
    Atomics.store(shared, slots.cellBeganAt, Math.floor(uptime()));
  }

  /** Whether execution was terminated since the last call: the main thread was blocked. */
  wasTerminated(): boolean {
    return Atomics.exchange(shared, slots.terminated, 0) === 1;
  }

  /** Says that what ran when the newest message arrived is stopped, or that nothing ran. */
  noteStopped(): void {
    Atomics.store(shared, slots.stopped, this.#serial);
  }

  /** Lets what was sent go out, and closes the sockets. The process must end then: the thread sees to it. */
  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#closed = resolve;
      this.#worker.once("exit", () => resolve());
      this.#tell({ close: true });
    });
  }

  #take({ serial, news }: Exclude<FromChannels, { readonly ready: true }>): void {
    // Told again, because it was not clear whether it was taken.
    if (serial <= this.#serial) return;
    this.#serial = serial;
    Atomics.store(shared, slots.taken, serial);
    if ("closed" in news) this.#closed?.();
    else if ("orphaned" in news) this.#handlers.onOrphaned();
    else if ("interruptAgain" in news) this.#handlers.onInterruptAgain();
    else if ("caughtUp" in news) for (const resolve of this.#caughtUp.splice(0)) resolve();
    else if ("channel" in news) this.#receive(news.channel, news.envelope);
  }

  #receive(channel: Incoming, envelope: Envelope): void {
    let message: Message;
    try {
      message = readMessage(envelope);
    } catch (error) {
      if (!(error instanceof WireError)) throw error;
      return;
    }
    this.#handlers.onMessage(channel, message);
  }

  #tell(message: ToChannels, transfer: readonly ArrayBuffer[] = []): void {
    this.#worker.postMessage(message, transfer);
  }
}
