/** The main thread's side of the control channel, which lives on a thread of its own. */
import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { ConnectionInfo } from "./sockets.js";

/** What the thread starts with. */
export interface ControlThreadData {
  readonly connection: ConnectionInfo;
  /** The process that started the kernel. */
  readonly parentPid: number;
  /** Two counters that both threads see: messages the main thread reacted to; whether it was terminated. */
  readonly reactions: SharedArrayBuffer;
}

/** What the thread tells. */
export type FromControl =
  { readonly ready: true } | { readonly frames: readonly Uint8Array[] } | { readonly orphaned: true };

/** What the thread is told. */
export type ToControl = { readonly reply: readonly Uint8Array[] } | { readonly close: true };

/** What the kernel does with what arrives. */
export interface ControlHandlers {
  readonly onMessage: (frames: readonly Buffer[]) => void;
  /** Called when the process that started the kernel is gone. */
  readonly onOrphaned: () => void;
}

/** The control channel. */
export class ControlChannel {
  readonly #worker: Worker;
  readonly #seen: Int32Array;
  /** Resolves when the channel is bound. */
  readonly ready: Promise<void>;

  constructor(connection: ConnectionInfo, handlers: ControlHandlers) {
    const reactions = new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT);
    this.#seen = new Int32Array(reactions);
    const data: ControlThreadData = { connection, parentPid: process.ppid, reactions };
    this.#worker = new Worker(new URL("./control-thread.js", import.meta.url), {
      workerData: data,
      // It only passes messages on.
      resourceLimits: { maxYoungGenerationSizeMb: 1, maxOldGenerationSizeMb: 64 },
    });
    this.ready = new Promise((resolve, reject) => {
      this.#worker.once("error", reject);
      this.#worker.on("message", (message: FromControl) => {
        if ("ready" in message) return resolve();
        if ("orphaned" in message) return handlers.onOrphaned();
        Atomics.add(this.#seen, 0, 1);
        handlers.onMessage(message.frames.map((frame) => Buffer.from(frame)));
      });
    });
  }

  reply(frames: readonly Uint8Array[]): void {
    this.#worker.postMessage({ reply: frames } satisfies ToControl);
  }

  /** Whether execution had to be terminated since the last call: the main thread was blocked. */
  wasTerminated(): boolean {
    return Atomics.exchange(this.#seen, 1, 0) === 1;
  }

  /** Lets what was replied go out, and closes the sockets. */
  async close(): Promise<void> {
    const ended = once(this.#worker, "exit");
    this.#worker.postMessage({ close: true } satisfies ToControl);
    await ended;
  }
}
