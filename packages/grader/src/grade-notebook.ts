import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import { endProcesses, whenGone } from "./end-processes.js";
import type { ExamMessage } from "./exam.js";
import type { ExamTask } from "./examine.js";
import type { Grade, GradeNotebook } from "./grade.js";
import { GraderError } from "./grader-error.js";
import { KilledError, signalsFromOutside } from "./killed-error.js";
import { withoutOutputs } from "./read-notebook.js";
import { openSandbox } from "./sandbox.js";

/** Beyond a submission's own time: a process and servers that start, and calls that are concluded. */
const graceS = 60;
const errorsKept = 4000;

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
  // In a place that nobody was in before: what an earlier kernel left there is a stranger's.
  const examineOnce = async (lost?: string): Promise<Grade> => {
    await using sandbox = await openSandbox(options.slot ?? 0, options.sameUser === true);
    const { base, folder, uid } = sandbox;
    const task = { text: withoutOutputs(text), options, sandbox: { base, folder, uid } };
    return await examineInProcess(lost === undefined ? task : { ...task, lost }, signal);
  };
  try {
    return await examineOnce().catch((error: unknown) => {
      if (!(error instanceof KilledError)) throw error;
      // A signal to the whole group ended both.
      signal?.throwIfAborted();
      return examineOnce();
    });
  } catch (error) {
    if (!(error instanceof ExamLostError)) throw error;
    // Whatever a submission did to the process that examined it: it is told so, with no points.
    return await examineOnce(error.message);
  }
};

/** The process that examines a submission ended, or failed, before it had a grade. */
class ExamLostError extends GraderError {}

async function examineInProcess(task: ExamTask, signal: AbortSignal | undefined): Promise<Grade> {
  const child = startExam();
  const kernels: number[] = [];
  let errors = "";
  child.stderr?.on("data", (chunk: Buffer) => (errors = (errors + chunk.toString()).slice(-errorsKept)));
  const { promise, resolve, reject } = Promise.withResolvers<Grade>();
  const lose = (why: string) => reject(new ExamLostError(`a submission could not be examined: ${why}`));
  child.on("message", (message) => {
    const told = message as ExamMessage;
    if ("kernel" in told) kernels.push(told.kernel);
    else if ("grade" in told) resolve(told.grade);
    else if ("killed" in told) reject(new KilledError());
    else lose(told.problem);
  });
  // The system has no process left, or no memory.
  child.once("error", (error) =>
    reject(new GraderError(`a submission could not be examined: ${error.message}`)),
  );
  child.once("exit", (code, by) => {
    if (by && signalsFromOutside.includes(by)) reject(new KilledError("the process that examines it", by));
    else lose(`its process ended (${by ?? code}) ${errors.trim()}`.trim());
  });
  const timer = setTimeout(() => lose("it did not end in time"), (task.options.timeoutS + graceS) * 1000);
  const stop = () => reject(signal?.reason as Error);
  signal?.addEventListener("abort", stop, { once: true });
  try {
    child.send(task);
    return await promise;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", stop);
    child.kill("SIGKILL");
    await whenGone(child);
    for (const pid of kernels) endProcesses(pid, task.sandbox.uid);
  }
}

function startExam(): ChildProcess {
  const { PATH, LANG, TMPDIR } = process.env;
  return fork(join(import.meta.dirname, "..", "dist", "exam.js"), [], {
    // No setting of the teacher's own work reaches an exam: neither another API nor a debugger.
    env: { PATH, LANG, TMPDIR },
    execArgv: ["--max-old-space-size=512", "--disable-sigusr1"],
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
}
