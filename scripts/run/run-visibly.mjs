import { spawn } from "node:child_process";
import { constants } from "node:os";
import { interrupted } from "../set-up/interrupted.mjs";
import { course, courseEnvironment } from "../set-up/paths.mjs";

/**
 * Runs a command on this terminal.
 *
 * Ctrl-C reaches the command by itself, since it shares our process group; other signals are passed on.
 *
 * @param command path of the program
 * @param args its arguments
 * @param options.env variables to add to the course's environment
 * @returns its exit code, 128 + the signal's number when a signal ended it
 */
export function runVisibly(command, args, { env = {} } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: course, env: courseEnvironment(env), stdio: "inherit" });
    const passOn = () => {
      if (interrupted.reason !== "SIGINT") child.kill(interrupted.reason);
    };
    interrupted.addEventListener("abort", passOn, { once: true });
    child.once("error", reject);
    child.once("exit", (code, signal) => {
      interrupted.removeEventListener("abort", passOn);
      resolve(code ?? 128 + constants.signals[signal]);
    });
  });
}
