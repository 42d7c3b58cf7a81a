/**
 * The process that grades one submission, started by the grader: whatever a submission does to it, the others
 * have their own. The task comes as a message, so that neither arguments nor environment show the seed.
 */
import "virtual-time/install";
import { endProcesses } from "./end-processes.js";
import { gradeSubmission, type GradingTask } from "./grading-run.js";
import type { Grade } from "./grade.js";
import { KilledError } from "./grader-error.js";
import { removeFolder } from "./sandbox.js";

/** What this process sends to the grader. */
export type WorkerMessage =
  | { readonly kernel: number }
  | { readonly grade: Grade }
  /** It is not the submission's doing. */
  | { readonly killed: true }
  | { readonly problem: string };

const kernels: number[] = [];

function send(message: WorkerMessage): Promise<void> {
  return new Promise((resolve) => (process.send ? process.send(message, () => resolve()) : resolve()));
}

async function work(task: GradingTask): Promise<void> {
  const onKernel = (pid: number) => {
    kernels.push(pid);
    void send({ kernel: pid });
  };
  // A grader that is gone, killed even, cannot clear away any more.
  process.once("disconnect", () => {
    for (const pid of kernels) endProcesses(pid, task.sandbox.uid);
    removeFolder(task.sandbox.base);
    process.exit(1);
  });
  try {
    await send({ grade: await gradeSubmission(task, onKernel) });
  } catch (error) {
    if (error instanceof KilledError) await send({ killed: true });
    else await send({ problem: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}

// Ctrl-C reaches the whole group; the grader decides.
for (const signal of ["SIGINT", "SIGHUP"] as const) process.on(signal, () => undefined);
process.once("message", (task) => void work(task as GradingTask));
