/**
 * What cells write, on its way to the notebook: in order, under the cell that wrote it, and in few messages.
 */
import { realTime } from "virtual-time";
import { currentCell, isStopped, type CellContext } from "./cell-context.js";
import { boundConsole } from "./console.js";
import type { Content, Message } from "./wire.js";

/** Sends one message on the channel that every client listens to. */
export type Publish = (type: string, content: Content, parent: Message | undefined) => void;

type StreamName = "stdout" | "stderr";

/** Text waits this long, so that a loop of `console.log` makes a few messages and not thousands. */
const flushAfterMs = 15;
/** No text waits longer than this, even if nothing else can run. */
const flushAtLatestMs = 100;
/** A message with more text than this is sent at once. */
const flushAtLength = 256 * 1024;

/** Collects what is written and publishes it. */
export class CellOutput {
  readonly #publish: Publish;
  #waiting: { cell: CellContext; name: StreamName; chunks: string[]; length: number } | undefined;
  #waitingSince: number | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(publish: Publish) {
    this.#publish = publish;
  }

  /** Adds text to a cell's stream. */
  write(cell: CellContext, name: StreamName, text: string): void {
    if (cell.silent || isStopped(cell) || text === "") return;
    if (this.#waiting?.cell !== cell || this.#waiting.name !== name) this.flush();
    this.#waiting ??= { cell, name, chunks: [], length: 0 };
    this.#waiting.chunks.push(text);
    this.#waiting.length += text.length;
    this.#waitingSince ??= realTime.now();
    // Also by the clock: in a loop that never yields no timer fires, and its output is wanted all the same.
    if (this.#waiting.length >= flushAtLength || realTime.now() - this.#waitingSince > flushAtLatestMs)
      this.flush();
    // Not counted among the timers that a cell has left running.
    else this.#timer ??= realTime.setTimeout(() => this.flush(), flushAfterMs).unref();
  }

  /**
   * Sends anything but text; the text written before goes first.
   *
   * @param evenIfStopped for what the kernel itself reports about an interrupted cell
   */
  send(cell: CellContext, type: string, content: Content, evenIfStopped = false): void {
    if (cell.silent || (isStopped(cell) && !evenIfStopped)) return;
    this.flush();
    this.#publish(type, content, cell.request);
  }

  /** Sends the text that waits. */
  flush(): void {
    realTime.clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#waitingSince = undefined;
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (!waiting) return;
    this.#publish("stream", { name: waiting.name, text: waiting.chunks.join("") }, waiting.cell.request);
  }

  /** Sends what is written to the process's standard streams to the notebook instead. */
  captureStandardStreams(): void {
    boundConsole();
    for (const name of ["stdout", "stderr"] as const) {
      const original = process[name].write.bind(process[name]);
      const decoder = new TextDecoder();
      const write = (chunk: string | Uint8Array, encoding?: unknown, done?: unknown): boolean => {
        const cell = currentCell();
        if (!cell) return original(chunk, encoding as BufferEncoding, done as () => void);
        this.write(cell, name, typeof chunk === "string" ? chunk : decoder.decode(chunk, { stream: true }));
        const callback = typeof encoding === "function" ? encoding : done;
        if (typeof callback === "function") process.nextTick(callback);
        return true;
      };
      process[name].write = write;
    }
  }
}
