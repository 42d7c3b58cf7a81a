import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { RunError } from "./run-error.js";
import { RunResult } from "./run-result.js";
import { inLanguage } from "./words.js";

/** How long a program may run. */
export interface RunOptions {
  /** The time limit in seconds, after which the program is stopped. */
  readonly seconds?: number;
}

/** A program, and what to tell of it. */
interface Program {
  readonly name: string;
  readonly file: string;
  readonly args: readonly string[];
  readonly seconds: number;
}

/**
 * Runs a program to its end, or to its time limit; it does not outlive the process that runs it.
 *
 * @throws {RunError} if it cannot be started
 */
export async function runProcess({ name, file, args, seconds }: Program): Promise<RunResult> {
  checkSeconds(seconds);
  const child = spawn(file, args, { stdio: ["ignore", "pipe", "pipe"], windowsHide: true });
  const limit = { reached: false };
  const stop = () => child.kill("SIGKILL");
  const timer = setTimeout(() => {
    limit.reached = true;
    stop();
  }, seconds * 1000);
  process.once("exit", stop);
  try {
    const ended = new Promise<number | null>((resolve, reject) => {
      child.once("error", reject).once("close", resolve);
    });
    const [exitCode, output, errors] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
    // Node lets go of the process in its loop's next round; the notebook would call it still running.
    await sleep(1);
    return new RunResult({
      program: name,
      output,
      errors,
      exitCode: limit.reached ? undefined : (exitCode ?? undefined),
      stopped: limit.reached,
      seconds,
    });
  } catch (cause) {
    throw new RunError(inLanguage().notRun(name, String(cause)), { cause });
  } finally {
    clearTimeout(timer);
    process.off("exit", stop);
  }
}

/** Refuses a time limit that is none. */
export function checkSeconds(seconds: number): void {
  if (seconds > 0 && seconds <= 600) return;
  throw new RunError(inLanguage().seconds(String(seconds)));
}
