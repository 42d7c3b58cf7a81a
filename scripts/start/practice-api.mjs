import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as wait } from "node:timers/promises";
import { UserError } from "../set-up/failure.mjs";
import { interrupted } from "../set-up/interrupted.mjs";
import { course, courseEnvironment, pinnedNode, stateFolder } from "../set-up/paths.mjs";
import { words } from "../words/index.mjs";

const LINGER_MS = 4_000;

/**
 * Starts the practice API, or joins the one that a notebook started, and keeps it for as long as this process lives.
 *
 * @returns its address, and how to let it go; `watch` names a process that must not outlive this one
 * @throws UserError when it does not start
 */
export async function holdPracticeApi() {
  const child = spawn(pinnedNode(), [join(course, "scripts", "start", "guard.mjs")], {
    cwd: course,
    env: courseEnvironment(),
    detached: process.platform !== "win32",
    windowsHide: true,
    stdio: ["pipe", "pipe", "ignore"],
  });
  child.stdin.on("error", () => {}); // It has ended: there is nobody to write to.
  const ended = once(child, "exit");
  const letGo = () => child.stdin.end();
  interrupted.addEventListener("abort", letGo, { once: true });
  const [line] = await Promise.race([
    once(createInterface({ input: child.stdout }), "line"),
    ended.then(() => [JSON.stringify({ problem: words().start.apiEnded })]),
  ]);
  interrupted.removeEventListener("abort", letGo);
  const { address, problem } = JSON.parse(line);
  const stop = async () => {
    child.stdin.end();
    await ended;
  };
  if (problem !== undefined) {
    await stop();
    throw new UserError(words().start.apiFailed(problem));
  }
  return {
    address,
    watch: (pid) => child.stdin.write(`watch ${pid}\n`),
    forget: (pid) => child.stdin.write(`forget ${pid}\n`),
    async stop() {
      await stop();
      // A moment later, when nobody uses it, it takes its file away and ends; a notebook elsewhere may still use it.
      const deadline = Date.now() + LINGER_MS;
      while (existsSync(join(stateFolder, "practice-api.json")) && Date.now() < deadline) await wait(100);
    },
  };
}
