import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import { endProcesses, whenGone } from "./end-processes.js";
import type { WorkerMessage } from "./grading-worker.js";
import type { GradingTask } from "./grading-run.js";
import type { Grade, GradeNotebook } from "./grade.js";
import { GraderError, KilledError, signalsFromOutside, StarvedError } from "./grader-error.js";
import { OwnClock } from "./own-clock.js";
import { withoutOutputs } from "./read-notebook.js";
import { openSandbox } from "./sandbox.js";

/** Beyond a submission's own time: a process and servers that start, and calls that are concluded. */
const graceS = 60;
/** How many times that on the wall, on a machine that leaves it no more of the processor. */
const starvedTimes = 10;
const maxErrors = 4000;

/**
 * Grades the text of one notebook, in a process of its own, with its submission in a sandbox. Nothing of either is
 * left when it is done, or when it was stopped.
 *
 * @throws GraderError if nothing can be graded on this machine as it is; the signal's reason if it was stopped
 * @example
 * const grade = await gradeNotebook(await readFile("ana.ipynb", "utf8"), { timeoutS: 120, seed: 7 });
 * console.log(grade.points, grade.of);
 */
export const gradeNotebook: GradeNotebook = async (text, { signal, ...options }) => {
  signal?.throwIfAborted();
  // In a new place each time: what an earlier kernel left behind is not to be trusted.
  const gradeOnce = async (lost?: string): Promise<Grade> => {
    await using sandbox = await openSandbox(options.slot ?? 0, options.sameUser === true);
    const { base, folder, uid } = sandbox;
    const task = { text: withoutOutputs(text), options, sandbox: { base, folder, uid } };
    return await gradeInWorker(lost === undefined ? task : { ...task, lost }, signal);
  };
  try {
    return await gradeOnce().catch((error: unknown) => {
      if (!(error instanceof KilledError)) throw error;
      // A signal to the whole group ended both.
      signal?.throwIfAborted();
      return gradeOnce();
    });
  } catch (error) {
    if (!(error instanceof WorkerLostError)) throw error;
    // Whatever a submission did to the process that graded it: the page says so, with no points.
    return await gradeOnce(error.message);
  }
};

/** The process that grades a submission ended, or failed, before it had a grade. */
class WorkerLostError extends GraderError {}

async function gradeInWorker(task: GradingTask, signal: AbortSignal | undefined): Promise<Grade> {
  const child = startWorker();
  const kernels: number[] = [];
  const clock = new OwnClock(child.pid === undefined ? [] : [child.pid]);
  let errors = "";
  child.stderr?.on("data", (chunk: Buffer) => (errors = (errors + chunk.toString()).slice(-maxErrors)));
  const { promise, resolve, reject } = Promise.withResolvers<Grade>();
  const lose = (why: string) => reject(new WorkerLostError(`a submission could not be graded: ${why}`));
  child.on("message", (message) => {
    const received = message as WorkerMessage;
    if ("kernel" in received) {
      kernels.push(received.kernel);
      clock.add(received.kernel);
    } else if ("grade" in received) resolve(received.grade);
    else if ("killed" in received) reject(new KilledError());
    else lose(received.problem);
  });
  // The system has no process left, or no memory.
  child.once("error", (error) =>
    reject(new GraderError(`a submission could not be graded: ${error.message}`)),
  );
  child.once("exit", (code, by) => {
    if (by && signalsFromOutside.includes(by)) reject(new KilledError("the process that grades it", by));
    else lose(`its process ended (${by ?? code}) ${errors.trim()}`.trim());
  });
  const maxS = task.options.timeoutS + graceS;
  const limit = clock.after(maxS, () => lose("it did not end in time"));
  const timer = setTimeout(() => reject(new StarvedError()), starvedTimes * maxS * 1000);
  const stop = () => reject(signal?.reason as Error);
  signal?.addEventListener("abort", stop, { once: true });
  try {
    child.send(task);
    return await promise;
  } finally {
    clearTimeout(timer);
    limit[Symbol.dispose]();
    signal?.removeEventListener("abort", stop);
    child.kill("SIGKILL");
    await whenGone(child);
    for (const pid of kernels) endProcesses(pid, task.sandbox.uid);
  }
}

function startWorker(): ChildProcess {
  const { PATH, LANG, TMPDIR } = process.env;
  return fork(join(import.meta.dirname, "..", "dist", "grading-worker.js"), [], {
    // No setting of the teacher's own work reaches the process: neither another API nor a debugger.
    env: { PATH, LANG, TMPDIR },
    execArgv: ["--max-old-space-size=512", "--disable-sigusr1"],
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
}
