import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { UserError } from "../set-up/failure.mjs";
import { interrupted } from "../set-up/interrupted.mjs";

const TIMEOUT_MS = 600_000;

/**
 * Runs a program to its end and returns what it wrote.
 *
 * @param options.input what it reads
 * @param options.codes exit codes that are no failure
 * @param options.name what a failure calls the program
 * @param options.always whether it runs, and to its end, also when this process was interrupted
 * @returns its exit code, and what it wrote to standard output
 * @throws UserError with its last lines when it fails, or takes longer than 10 minutes
 */
export async function run(command, args, { input = "", codes = [0], name = command, always = false } = {}) {
  const running = promisify(execFile)(command, args, {
    signal: always ? undefined : interrupted,
    timeout: TIMEOUT_MS,
    maxBuffer: 64 * 1024 * 1024,
  });
  running.child.stdin.on("error", () => {}); // It ended without reading all.
  running.child.stdin.end(input);
  try {
    const { stdout } = await running;
    return { code: 0, stdout };
  } catch (error) {
    const { code, killed, stdout, stderr } = error;
    if (codes.includes(code)) return { code, stdout };
    if (error.name === "AbortError") throw error;
    const end = killed ? `took longer than ${TIMEOUT_MS / 1000} s` : `ended with ${code ?? error.signal}`;
    throw new UserError(`${name} ${end}:\n${tail(`${stdout}${stderr}`)}`);
  }
}

/** The last lines of what a program wrote, indented. */
export const tail = (text) => text.trimEnd().split("\n").slice(-12).join("\n").replaceAll(/^/gm, "  ");
