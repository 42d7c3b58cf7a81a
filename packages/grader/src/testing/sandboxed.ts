import { existsSync, readdirSync, readlinkSync } from "node:fs";
import { VirtualTime } from "virtual-time";
import type { Language } from "@async-lab/notebook";
import { GradingKernel, type Answer } from "../grading-kernel.js";
import type { Sandbox } from "../kernel-command.js";
import { limits, type TimeLimits } from "../limits.js";
import { processesOf } from "../proc.js";
import { openSandbox } from "../sandbox.js";

/** A kernel in a sandbox of its own, ready for cells. */
export interface Sandboxed extends AsyncDisposable {
  readonly kernel: GradingKernel;
  readonly sandbox: Sandbox;
  readonly time: VirtualTime;
  /** Runs a cell; the next one gets the next number. */
  run(code: string, allowed?: Partial<TimeLimits>): Promise<Answer>;
  /** Runs statements in a function, and returns their result, or `refused: ` and why they could not. */
  attempt(statements: string): Promise<string>;
}

/**
 * Starts one.
 *
 * @param beside another one, whose clock it shares and takes over: a process has one virtual clock
 */
export async function startSandboxed(language: Language = "en", beside?: Sandboxed): Promise<Sandboxed> {
  const held = await openSandbox(0, false);
  const time = beside?.time ?? VirtualTime.start({ turnCpuS: Infinity, standstillS: Infinity });
  const kernel = GradingKernel.start(held, language, time);
  await kernel.ready(60);
  let id = 0;
  const run = (code: string, allowed: Partial<TimeLimits> = {}) =>
    kernel.run(code, (id += 1), { ...limits.cell, ...allowed });
  return {
    kernel,
    sandbox: held,
    time,
    run,
    attempt: async (statements) => {
      const answer = await run(`await (async () => {
        const req: any = process.getBuiltinModule("module").createRequire(process.cwd() + "/"), g: any = globalThis, fs: any = req("fs");
        try { console.log(String(await (async () => { ${statements} })())); }
        catch (error: any) { console.log("refused: " + (error?.code ?? error?.message)); }
      })();`);
      const printed = kernel.printed(id).trim();
      return printed === "" ? JSON.stringify(answer) : printed;
    },
    [Symbol.asyncDispose]: async () => {
      await kernel[Symbol.asyncDispose]();
      if (!beside) time.end();
      await held[Symbol.asyncDispose]();
    },
  };
}

/** What is left of sandboxes: folders of submissions, and processes that run in one or as one of their users. */
export function leftBehind(folders: readonly string[], uids: readonly (number | undefined)[]): string[] {
  return [
    ...folders.filter((folder) => existsSync(folder)),
    ...uids.flatMap((uid) =>
      uid === undefined ? [] : processesOf(uid).map((pid) => `process ${pid} of ${uid}`),
    ),
    ...processesIn(folders).map((pid) => `process ${pid}`),
  ];
}

function processesIn(folders: readonly string[]): string[] {
  if (process.platform !== "linux") return [];
  return readdirSync("/proc").filter((pid) => {
    if (!/^\d+$/.test(pid)) return false;
    try {
      const cwd = readlinkSync(`/proc/${pid}/cwd`);
      return folders.some((folder) => cwd.startsWith(folder));
    } catch {
      return false;
    }
  });
}
