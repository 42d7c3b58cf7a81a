import { existsSync } from "node:fs";
import { venvCommand } from "@async-lab/notebook";
import { runProcess, type RunOptions } from "./run-process.js";
import type { RunResult } from "./run-result.js";

/**
 * Runs a small Python program in a process of its own, with the Python of the course.
 *
 * @param code the program
 * @param options `seconds`: the time limit, 20 unless told
 * @returns what it printed and how it ended; an error in the program is told there, not thrown
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
