/** Runs notebooks through the real kernel, with Jupyter's own client for notebooks. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { ExecutionError } from "./execution-error.js";
import type { NotebookOutput } from "./normalize.js";
import type { LessonRun } from "./plan-runs.js";
import type { Stage } from "./stages.js";

/** The outputs of a run, by the ids of its cells. */
export type RunOutputs = Readonly<Record<string, readonly NotebookOutput[]>>;

type Answer =
  | { readonly run: number; readonly outputs: RunOutputs }
  | { readonly run: number; readonly error: string; readonly cell: string | null };

export interface KernelOptions {
  /** The Python that has Jupyter. */
  readonly python: string;
  readonly signal: AbortSignal;
  /** Called with each run that has come to its end. */
  readonly onRun: (run: LessonRun, outputs: RunOutputs) => void;
}

/** This file is compiled to `dist/execute/`, and tests run it as it is; a kernel takes what is compiled. */
const packageFolder = join(import.meta.dirname, "..", "..");

/** How long kernels and servers may take to be gone. */
const endMs = 20_000;

/**
 * Runs lessons, each in a kernel with a practice API of its own, and ends all of them.
 *
 * @throws {ExecutionError} as soon as a cell fails that must not, or a kernel dies
 */
export async function runKernels(stages: readonly Stage[], options: KernelOptions): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "async-lab-materials-"));
  const runs = stages.flatMap((stage) => stage.runs);
  const stateOf = (run: LessonRun) => join(folder, String(runs.indexOf(run)));
  const compiled = join(folder, "compile-cache");
  mkdirSync(compiled);
  for (const run of runs) {
    mkdirSync(stateOf(run));
    // What one kernel has compiled of TypeScript, the next one need not.
    symlinkSync(compiled, join(stateOf(run), "compile-cache"), "junction");
  }
  const task = {
    stages: stages.map(({ atOnce, runs: together }) => ({
      atOnce,
      runs: together.map((run) => ({
        name: runs.indexOf(run),
        folder: run.lesson.folder,
        environment: {
          ...{ ASYNC_LAB_STATE: stateOf(run), ASYNC_LAB_GRACE_MS: "200", PRACTICE_API: "" },
          // Whatever the language of whoever makes the materials.
          ASYNC_LAB_LANGUAGE: run.lesson.language,
        },
        prelude: run.clock === "virtual" ? virtualPrelude(run, stateOf(run)) : "",
        cells: run.cells,
      })),
    })),
  };
  try {
    const files = { task: join(folder, "task.json"), log: join(folder, "log.txt") };
    writeFileSync(files.task, JSON.stringify(task));
    await runPython(files, runs, options);
  } finally {
    const servers = runs.filter(({ clock }) => clock === "real").map(stateOf);
    await serversEnded(servers).finally(() => rmSync(folder, { recursive: true, force: true }));
  }
}

/** A cell: loads what makes the cells after it virtual. */
function virtualPrelude({ cells }: LessonRun, stateFolder: string): string {
  const file = join(packageFolder, "dist", "execute", "virtual-kernel.js");
  const options = {
    stateFolder,
    withOwnTime: cells.filter(({ isCheck }) => isCheck).map(({ source }) => source),
  };
  return `await process.getBuiltinModule("node:module").createRequire(${JSON.stringify(file)})(${JSON.stringify(file)})
    .runCellsInVirtualTime(${JSON.stringify(options)});`;
}

async function runPython(
  files: { readonly task: string; readonly log: string },
  runs: readonly LessonRun[],
  { python, signal, onRun }: KernelOptions,
): Promise<void> {
  signal.throwIfAborted();
  const script = join(packageFolder, "python", "execute.py");
  const child = spawn(python, [script, files.task, files.log], {
    env: {
      ...process.env,
      PATH: `${dirname(python)}${delimiter}${process.env["PATH"] ?? ""}`,
      PYTHONUTF8: "1",
    },
    stdio: ["pipe", "pipe", "inherit"],
  });
  // It ends its kernels, and itself, when its input is closed; so it does when this process is gone.
  const end = () => child.stdin.end();
  child.stdin.on("error", () => undefined);
  signal.addEventListener("abort", end);
  const exited = once(child, "exit");
  try {
    let open = runs.length;
    for await (const line of createInterface(child.stdout)) {
      // Of the cells that run then it says that their kernels have died.
      signal.throwIfAborted();
      const answer = JSON.parse(line) as Answer;
      const run = runs[answer.run];
      if (!run) throw new Error(`execute.py tells of run ${answer.run}, which nobody asked for`);
      if ("error" in answer) {
        throw new ExecutionError(
          run,
          run.cells.find(({ id }) => id === answer.cell),
          answer.error,
        );
      }
      open -= 1;
      onRun(run, answer.outputs);
    }
    signal.throwIfAborted();
    if (open > 0) throw new Error(`the lessons were not executed: ${lastLine(files.log)}`);
  } finally {
    end();
    const patience = setTimeout(() => child.kill("SIGKILL"), endMs);
    await exited;
    clearTimeout(patience);
    signal.removeEventListener("abort", end);
  }
}

function lastLine(log: string): string {
  const lines = existsSync(log) ? readFileSync(log, "utf8").trim().split("\n") : [];
  return lines.at(-1) ?? "Python has said nothing";
}

/** The practice APIs of their own end by themselves, when the kernels that used them are gone. */
async function serversEnded(folders: readonly string[]): Promise<void> {
  const patience = AbortSignal.timeout(endMs);
  for (const folder of folders) {
    while (existsSync(join(folder, "practice-api.json"))) await sleep(50, undefined, { signal: patience });
  }
}
