import { spawn } from "node:child_process";
import { constants } from "node:os";
import { interrupted } from "../set-up/interrupted.mjs";
import { course, courseEnvironment } from "../set-up/paths.mjs";
import { watchParent } from "./watch-parent.mjs";

const GRACE_MS = 3000;

/**
 * Runs a command on this terminal.
 *
 * Ctrl-C reaches the command by itself, since it shares our process group; other signals are passed on. When the
 * process that started us is gone, killed outright, the command is ended too: politely, and then by force.
 *
 * @param command path of the program, and its arguments
 * @param options.env variables to add to the course's environment
 * @param options.cwd the folder to run in; by default the course's
 * @returns its exit code, 128 + the signal's number when a signal ended it
 */
export function runVisibly([program, ...args], { env = {}, cwd = course } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env: courseEnvironment(env), stdio: "inherit" });
    const passOn = () => {
      if (interrupted.reason !== "SIGINT") child.kill(interrupted.reason);
    };
    interrupted.addEventListener("abort", passOn, { once: true });
    let force;
    const stopWatching = watchParent(() => {
      child.kill("SIGTERM");
      force = setTimeout(() => child.kill("SIGKILL"), GRACE_MS);
    });
    child.once("error", (error) => {
      stopWatching();
      reject(error);
    });
    child.once("exit", (code, signal) => {
      clearTimeout(force);
      stopWatching();
      interrupted.removeEventListener("abort", passOn);
      resolve(code ?? 128 + constants.signals[signal]);
    });
  });
}
