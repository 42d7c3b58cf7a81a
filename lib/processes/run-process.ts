import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { venvCommand } from "../course-folder.js";
import { RunResult } from "./run-result.js";
import { messages } from "./messages.js";

/** A program that could not be run at all; its message is one line. */
export class RunError extends Error {
  override readonly name = "RunError";
}

/** How long a program may run. */
export interface RunOptions {
  /** The time limit in seconds, after which the program is stopped. */
  readonly seconds?: number;
}

/** How Node reads a program: as a CommonJS file (`.cjs`) or as an ES module (`.mjs`). */
export interface RunNodeOptions extends RunOptions {
  readonly type?: "commonjs" | "module";
}

/**
 * Runs a small JavaScript program in a process of its own.
 *
 * @param code the program, in JavaScript
 * @param options `type`: how Node reads it, `module` by default; `seconds`: the time limit, 20 by default
 * @returns what it printed and how it ended; an error in the program is reported there, not thrown
 * @throws {RunError} if Node cannot be started
 * @example
 * await runNode("console.log(await Promise.resolve(42))", { type: "module" });
 */
export function runNode(code: string, options: RunNodeOptions = {}): Promise<RunResult> {
  const args = [`--input-type=${options.type ?? "module"}`, "-e", code];
  return runProcess({ name: "Node", file: process.execPath, args, seconds: options.seconds ?? 20 });
}

/**
 * Runs a small Python program in a process of its own, with the Python of the course.
 *
 * @param code the program
 * @param options `seconds`: the time limit, 20 by default
 * @returns what it printed and how it ended; an error in the program is reported there, not thrown
 * @throws {RunError} if there is no Python
 * @example
 * await runPython("print(6 * 7)");
 */
export function runPython(code: string, options: RunOptions = {}): Promise<RunResult> {
  // Every line as it is, whatever the machine's locale; `-u` lets prints and warnings keep their order.
  const args = ["-X", "utf8", "-u", "-c", code];
  return runProcess({ name: "Python", file: findPython(), args, seconds: options.seconds ?? 20 });
}

/** The course's own, where it was set up; any other will do for the standard library. */
function findPython(): string {
  const own = venvCommand("python");
  if (existsSync(own)) return own;
  return process.platform === "win32" ? "python" : "python3";
}

/** A program, and its name for messages. */
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
async function runProcess({ name, file, args, seconds }: Program): Promise<RunResult> {
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
    throw new RunError(messages().notRun(name, String(cause)), { cause });
  } finally {
    clearTimeout(timer);
    process.off("exit", stop);
  }
}

/** Throws if the time limit is out of range. */
export function checkSeconds(seconds: number): void {
  if (seconds > 0 && seconds <= 600) return;
  throw new RunError(messages().seconds(String(seconds)));
}
