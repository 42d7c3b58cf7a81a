import { spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { cacheVariables } from "./caches.mjs";
import { courseEnvironment, course } from "./paths.mjs";
import { Interrupted, UserError, explain } from "./failure.mjs";
import { isAlive, killTree } from "./kill-tree.mjs";
import { readIfThere } from "./stamp.mjs";
import { words } from "../words/index.mjs";

const windows = process.platform === "win32";
const keeper = fileURLToPath(new URL("keeper.mjs", import.meta.url));
const ENDING_MS = 10_000;

/** Names the process group of the command that writes into a log. */
const groupFile = (log) => `${log}.pid`;

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
      const child = spawn(process.execPath, [keeper, command, ...args], {
        cwd,
        env: { ...env, ...cacheVariables(env) },
        detached: !windows,
        windowsHide: true,
        stdio: ["pipe", output, output],
      });
      child.stdin.on("error", () => {}); // It has ended: nothing is written to it anyway.
      if (child.pid !== undefined) writeFileSync(groupFile(log), String(child.pid));
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
    rmSync(groupFile(log), { force: true });
  }
  if (signal.aborted) throw new Interrupted();
  if (code !== 0) throw new UserError(words().setUp.commandFailed(what, explain(log), log));
}

/**
 * Waits until what a set-up left behind that was killed outright is gone: its keeper ends it, which takes a moment.
 *
 * @param log what was passed to {@link runLogged}
 */
export async function previousEnded(log) {
  const pid = Number(readIfThere(groupFile(log)));
  if (!(pid > 1)) return;
  // By now the number may belong to another program, which lives on.
  const deadline = Date.now() + ENDING_MS;
  while (isAlive(windows ? pid : -pid) && Date.now() < deadline) await wait(50);
  rmSync(groupFile(log), { force: true });
}
