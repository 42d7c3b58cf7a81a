import { Worker } from "node:worker_threads";
import { text } from "node:stream/consumers";
import { checkSeconds, type RunOptions } from "./run-process.js";
import { RunResult } from "./run-result.js";

/**
 * Runs a small JavaScript program in a worker thread, which has an event loop of its own: if it blocks, the notebook's
 * goes on.
 *
 * @param code the program, in JavaScript, read as CommonJS
 * @param options `seconds`: the time limit, 1 by default; a thread that is still there then is ended
 * @returns what it printed and how it ended; an error in the program is reported there, not thrown
 * @throws {RunError} if `seconds` is out of range
 * @example
 * await runWorker("for (;;);", { seconds: 0.5 });
 */
export async function runWorker(code: string, options: RunOptions = {}): Promise<RunResult> {
  const { seconds = 1 } = options;
  checkSeconds(seconds);
  const worker = new Worker(code, { eval: true, stdout: true, stderr: true, env: process.env });
  const limit = { reached: false };
  const ended = new Promise<number>((resolve) => worker.once("exit", resolve));
  let uncaught = "";
  worker.once("error", (error) => (uncaught = String(error)));
  // The limit counts from the first line of the program: on a busy machine a thread takes its time to begin.
  await Promise.race([new Promise((resolve) => worker.once("online", resolve)), ended]);
  const timer = setTimeout(() => {
    limit.reached = true;
    void worker.terminate();
  }, seconds * 1000);
  try {
    const [exitCode, output, errors] = await Promise.all([ended, text(worker.stdout), text(worker.stderr)]);
    return new RunResult({
      program: "Worker",
      output,
      errors: errors + uncaught,
      exitCode: limit.reached ? undefined : exitCode,
      stopped: limit.reached,
      seconds,
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
