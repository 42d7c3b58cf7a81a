import { runProcess, type RunOptions } from "./run-process.js";
import type { RunResult } from "./run-result.js";

/** How Node reads a program: as a CommonJS file (`.cjs`) or as an ES module (`.mjs`). */
export interface RunNodeOptions extends RunOptions {
  readonly type?: "commonjs" | "module";
}

/**
 * Runs a small JavaScript program in a process of its own.
 *
 * @param code the program, in JavaScript
 * @param options `type`: how Node reads it, `module` unless told; `seconds`: the time limit, 20 unless told
 * @returns what it printed and how it ended; an error in the program is told there, not thrown
 * @throws {RunError} if Node cannot be started
 * @example
 * await runNode("console.log(await Promise.resolve(42))", { type: "module" });
 */
export function runNode(code: string, options: RunNodeOptions = {}): Promise<RunResult> {
  const args = [`--input-type=${options.type ?? "module"}`, "-e", code];
  return runProcess({ name: "Node", file: process.execPath, args, seconds: options.seconds ?? 20 });
}
