import { createInterface } from "node:readline/promises";
import { language } from "@async-lab/notebook";
import { gradeNotebook } from "../index.js";
import { callersFolder, watchStopSignals } from "../command-line.js";
import { runSubmit } from "./command.js";

const signal = watchStopSignals();

/**
 * Asks on the terminal. There Ctrl-C is a key that readline reads, so it has to be passed on as a signal; Ctrl-D ends
 * the input, and is an empty answer.
 */
async function ask(question: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  lines.once("SIGINT", () => process.emit("SIGINT"));
  try {
    return await lines.question(question, { signal });
  } catch (error) {
    if (signal.aborted) throw error;
    return "";
  } finally {
    lines.close();
  }
}

process.exitCode = await runSubmit(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  cwd: callersFolder(),
  signal,
  gradeNotebook,
  language: language(),
  ask: process.stdin.isTTY && process.stdout.isTTY ? ask : undefined,
});
