import { spawn } from "node:child_process";
import { UserError } from "../set-up/failure.mjs";
import { interrupted } from "../set-up/interrupted.mjs";

/**
 * Runs a program to its end and returns what it wrote.
 *
 * @param options.input what it reads
 * @param options.timeoutMs how long it may take; then it is ended
 * @param options.codes exit codes that are no failure
 * @returns its exit code, standard output, and both outputs together
 * @throws UserError with its last lines when it fails
 */
export async function run(command, args, { input = "", timeoutMs = 600_000, codes = [0], env } = {}) {
  const child = spawn(command, args, {
    env: { ...process.env, ...env },
    stdio: ["pipe", "pipe", "pipe"],
    signal: AbortSignal.any([interrupted, AbortSignal.timeout(timeoutMs)]),
  });
  let stdout = "";
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text) => ((stdout += text), (output += text)));
  child.stderr.setEncoding("utf8").on("data", (text) => (output += text));
  child.stdin.on("error", () => {}); // It ended without reading all.
  child.stdin.end(input);
  const code = await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (exitCode, signal) => resolve(exitCode ?? signal));
  }).catch((error) => {
    if (interrupted.aborted || error.name !== "AbortError") throw error;
    throw new UserError(
      `${command} ${args[0] ?? ""} took longer than ${timeoutMs / 1000} s:\n${tail(output)}`,
    );
  });
  if (!codes.includes(code))
    throw new UserError(`${command} ${args[0] ?? ""} ended with ${code}:\n${tail(output)}`);
  return { code, stdout, output };
}

export const tail = (text) =>
  text
    .trimEnd()
    .split("\n")
    .slice(-12)
    .map((line) => `  ${line}`)
    .join("\n");
