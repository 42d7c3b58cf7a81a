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

/** What the thread reports and must not be lost: it is sent again where handling it was terminated. */
export type Report =
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

/** Messages from the thread. */
export type FromChannels = { readonly ready: true } | { readonly serial: number; readonly reported: Report };

/** A message to be signed and sent. */
export interface Outbound {
  readonly channel: Outgoing;
  readonly type: string;
  readonly content: Uint8Array;
  readonly parent: string | undefined;
  readonly identities: readonly Uint8Array[];
}

/** Messages to the thread. */
export type ToChannels =
  | { readonly send: Outbound }
  | { readonly catchUp: true }
  /** One message did not come: its telling was terminated. */
  | { readonly reportAgain: true }
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

  /** @param onLost called when the thread has died after it was ready: a kernel without sockets is of no use */
  constructor(connection: ConnectionInfo, handlers: ChannelHandlers, onLost: (error: unknown) => void) {
    this.#handlers = handlers;
    const workerData: ChannelsThreadData = { connection, parentPid: process.ppid, shared };
    this.#worker = new Worker(new URL("./channels-thread.js", import.meta.url), {
      workerData,
      // It only passes messages on; what they say is outside of its heap.
      resourceLimits: { maxYoungGenerationSizeMb: 2, maxOldGenerationSizeMb: 256 },
    });
    this.ready = new Promise((resolve, reject) => {
      let fail: (error: unknown) => void = reject;
      this.#worker.on("error", (error: Error) => fail(error));
      this.#worker.on("message", (message: FromChannels) => {
        if ("ready" in message) {
          fail = onLost;
          resolve();
        } else protect(() => this.#take(message));
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
      this.#post({ send }, [bytes.buffer]);
      Atomics.add(shared, slots.posted, 1);
    });
  }

  /** Resolves when all has been taken that clients had sent on the shell channel by now. */
  catchUp(): Promise<void> {
    return new Promise((resolve) => {
      this.#caughtUp.push(resolve);
      this.#post({ catchUp: true });
    });
  }

  /** Tells of a child process that the kernel does not wait for, and of its end. */
  noteChild(pid: number, running: boolean): void {
    this.#post({ child: pid, running });
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
      this.#post({ close: true });
    });
  }

  #take({ serial, reported }: Exclude<FromChannels, { readonly ready: true }>): void {
    // Told again, because it was not clear whether it was taken.
    if (serial <= this.#serial) return;
    // Not before what came before it, which is sent again, and it too.
    if (serial > this.#serial + 1) return this.#post({ reportAgain: true });
    this.#serial = serial;
    Atomics.store(shared, slots.taken, serial);
    if ("closed" in reported) this.#closed?.();
    else if ("orphaned" in reported) this.#handlers.onOrphaned();
    else if ("interruptAgain" in reported) this.#handlers.onInterruptAgain();
    else if ("caughtUp" in reported) for (const resolve of this.#caughtUp.splice(0)) resolve();
    else if ("channel" in reported) this.#receive(reported.channel, reported.envelope);
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

  #post(message: ToChannels, transfer: readonly ArrayBuffer[] = []): void {
    this.#worker.postMessage(message, transfer);
  }
}
