import { spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { courseEnvironment, course } from "./paths.mjs";
import { Interrupted, UserError, explain } from "./failure.mjs";
import { killTree } from "./kill-tree.mjs";
import { words } from "../words/index.mjs";

/**
 * Runs a command of the set-up to its end, its output kept in a log file.
 *
 * @param command path of the program
 * @param args its arguments
 * @param options.log the log file; the command's output is added to it
 * @param options.signal ends the command and all that it started
 * @param options.what what the command does, for the message of a failure
 * @throws UserError in one line when the command fails, Interrupted when the signal ended it
 */
export async function runLogged(
  command,
  args,
  { log, signal, what, cwd = course, env = courseEnvironment() },
) {
  if (signal.aborted) throw new Interrupted();
  mkdirSync(dirname(log), { recursive: true });
  const output = openSync(log, "a");
  let code;
  try {
    writeSync(output, `$ ${[command, ...args].join(" ")}\n`);
    code = await new Promise((resolve, reject) => {
      // Its own process group: Ctrl-C reaches it through us, so that nothing it started is forgotten.
      const child = spawn(command, args, {
        cwd,
        env,
        detached: process.platform !== "win32",
        windowsHide: true,
        stdio: ["ignore", output, output],
      });
      const stop = () => void killTree(child, { graceMs: 3_000 });
      signal.addEventListener("abort", stop, { once: true });
      child.once("error", reject);
      child.once("close", (exitCode, exitSignal) => {
        signal.removeEventListener("abort", stop);
        resolve(exitCode ?? exitSignal);
      });
    });
  } catch (error) {
    throw new UserError(words().setUp.notStarted(what, command, error.code ?? error.message), {
      cause: error,
    });
  } finally {
    closeSync(output);
  }
  if (signal.aborted) throw new Interrupted();
  if (code !== 0) throw new UserError(words().setUp.commandFailed(what, explain(log), log));
}
