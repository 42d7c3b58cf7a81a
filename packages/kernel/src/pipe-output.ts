/** The grading kernel's way out: messages to the grader, and a bounded share of what cells print. */
import { writeSync } from "node:fs";
import { currentCell, isStopped } from "./cell-context.js";
import { maxLineBytes, messagesFd, maxPrinted, maxPrintedInAll, type PipeMessage } from "./pipe-messages.js";
import { toWellFormedJson } from "./wire.js";

// Taken before a submission can replace them: what it breaks of JavaScript must not break the kernel's reports.
const { stringify } = JSON;
const { from } = Buffer;
const { wait } = Atomics;

const pause = new Int32Array(new SharedArrayBuffer(4));
const fullPipeMs = 5;

/** Counts what is printed, and passes on as much as is allowed. */
export class PipeOutput {
  #left = maxPrintedInAll;
  /** Of the execution that printed last. */
  #printing = { id: 0, left: maxPrinted };

  /** Sends a message; waits while the grader does not read, so that nothing piles up here. */
  send(message: PipeMessage): void {
    writeWhole(from(`${toWellFormedJson(stringify(message))}\n`));
  }

  /** Answers with what a function returned: with `null` where that is no JSON, or too much of it. */
  answer(value: unknown, id: number): void {
    // Once: a `toJSON` may count how often it is asked, and need not give the same again.
    let returned: string | undefined;
    try {
      returned = stringify(value);
    } catch {
      // It has a cycle, a BigInt, or a getter that throws.
    }
    const answer = from(`{"returned":${toWellFormedJson(returned ?? "null")},"id":${id}}\n`);
    if (answer.length < maxLineBytes) writeWhole(answer);
    else this.send({ returned: null, id });
  }

  /** Passes on what was printed under the running cell. */
  print(stream: "stdout" | "stderr", text: string): void {
    const cell = currentCell();
    if (text === "" || (cell && isStopped(cell))) return;
    const id = cell?.executionCount ?? 0;
    if (id !== this.#printing.id) this.#printing = { id, left: maxPrinted };
    const allowed = this.#printing.left < this.#left ? this.#printing.left : this.#left;
    if (allowed <= 0) return;
    const shown = text.length > allowed ? text.slice(0, allowed) : text;
    this.#printing.left -= shown.length;
    this.#left -= shown.length;
    this.send(stream === "stdout" ? { stdout: shown, id } : { stderr: shown, id });
    if (shown.length === allowed) this.send({ dropped: true, id });
  }

  /** From here on what is written to the process's standard streams goes to the grader. */
  captureStandardStreams(): void {
    for (const name of ["stdout", "stderr"] as const) {
      const decoder = new TextDecoder();
      process[name].write = (chunk: string | Uint8Array, encoding?: unknown, done?: unknown): boolean => {
        this.print(name, typeof chunk === "string" ? chunk : decoder.decode(chunk, { stream: true }));
        const callback = typeof encoding === "function" ? encoding : done;
        if (typeof callback === "function") process.nextTick(callback);
        return true;
      };
    }
  }
}

function writeWhole(bytes: Buffer): void {
  for (let start = 0; start < bytes.length;) {
    try {
      start += writeSync(messagesFd, bytes, start);
    } catch (error) {
      // Somebody opened the pipe as a stream, which does not wait: so it is done here.
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN") throw error;
      wait(pause, 0, 0, fullPipeMs);
    }
  }
}
