/** Grades one submission: its cells up to the check, then `scrape` with the 200 pages, then with the few that fail. */
import { join } from "node:path";
import { VirtualTime } from "virtual-time";
import {
  hasNoEnd,
  isUnattempted,
  homeworkLimits,
  judgeHomework,
  planOneByOne,
  type CallEnd,
  type ErrorFound,
  type ScrapeEvidence,
} from "async-lab/checks";
import type { Language } from "@async-lab/notebook";
import type { HomeworkPart } from "@async-lab/practice-api";
import type { GradingServers } from "./grading-servers.js";
import type { BrokenCell, CellProblem, Grade, GradedEnd, GradeOptions } from "./grade.js";
import { messages } from "./messages/index.js";
import { findBrokenCell, gradingMoments } from "./grading-moments.js";
import { GradingKernel, type Answer } from "./grading-kernel.js";
import type { Sandbox } from "./kernel-command.js";
import { KilledError, requireOwnEnd } from "./grader-error.js";
import { limits } from "./limits.js";
import { makeGrade } from "./make-grade.js";
import { languageOf, readNotebook, type ParsedNotebook } from "./read-notebook.js";
import { errorOf, lostCell, runCells, type CellsRun } from "./run-cells.js";
import { renewFolder } from "./sandbox.js";

/** What is asked of the process that grades one submission. */
export interface GradingTask {
  readonly text: string;
  readonly options: Omit<GradeOptions, "signal">;
  readonly sandbox: Sandbox;
  /** An earlier process was lost over this submission, and how: it is not run again. */
  readonly lost?: string;
}

type Cells = ParsedNotebook["cells"];

/** Of the time that is left: what the cells may take; and what must be left of it to run them once more. */
const shareOfCells = 0.5;
const shareToRunAgain = 0.2;
/** A kernel starts in two seconds; one that has not started by then never will. */
const startS = 60;
/** What goes on after a call that has used up all of the real time is watched for this long all the same. */
const watchedS = 10;

/**
 * Grades a submission, whatever is in it.
 *
 * @param onKernel called when a kernel was started: whoever ends this process must end that one too
 * @throws KilledError where its kernel was killed
 */
export async function gradeSubmission(
  { text, options, sandbox, lost }: GradingTask,
  onKernel: (pid: number) => void,
): Promise<Grade> {
  const language = languageOf(text) ?? options.language ?? "en";
  const words = messages(language).run;
  if (lost !== undefined) return await gradeUnread(words.lost(lost), { language, options, sandbox });
  const read = readNotebook(text, language);
  if ("why" in read) return await gradeUnread(words.unreadable(read), { language, options, sandbox });
  // One clock for the servers and for the kernel, which is another process; no untrusted code runs in this one.
  using time = VirtualTime.start({ turnCpuS: Infinity, standstillS: Infinity });
  const run = new GradingRun(read, options, sandbox, time, onKernel);
  return await run.run();
}

class GradingRun {
  readonly #kernels = new AsyncDisposableStack();
  readonly #started: GradingKernel[] = [];
  #problems: CellProblem[] = [];
  #stopped: CellProblem[] = [];
  #ended: GradedEnd = "completed";
  #calls = 0;

  constructor(
    private readonly submission: ParsedNotebook,
    private readonly options: GradingTask["options"],
    private readonly sandbox: Sandbox,
    private readonly time: VirtualTime,
    private readonly onKernel: (pid: number) => void,
  ) {}

  async run(): Promise<Grade> {
    // It starts while the servers do, which load for as long.
    const started = this.#startKernel();
    try {
      await using servers = await startServers(this.options, this.sandbox);
      servers.writePortFile(this.sandbox);
      return await this.#grade(servers, started);
    } finally {
      await this.#kernels.disposeAsync();
    }
  }

  async #grade(servers: GradingServers, started: GradingKernel): Promise<Grade> {
    try {
      const { first: called, kernel } = await this.#callAtItsMoment(servers, started);
      const broken = this.#findBroken(called, kernel);
      const first = broken ? { ...called, ended: "not called" as const } : called;
      // It would not end on the other pages either.
      const isStuck = first.observed.requests === 0 && hasNoEnd(first.ended);
      const failures = isStuck ? first : await this.#callScrape(servers, kernel, "failures");
      const pages = servers.countLate(first.run, first);
      const sequentialMs = planOneByOne(pages.run).totalMs;
      return makeGrade(
        {
          judged: judgeHomework({ pages, failures, sequentialMs }),
          pages,
          failures,
          // Compared with nothing where nothing was asked for.
          sequentialMs: pages.observed.requests > 0 ? sequentialMs : NaN,
        },
        { language: this.submission.language, ended: this.#ended, problems: this.#problems, broken },
      );
    } finally {
      // Before the servers, of which it may be asking something still.
      await this.#kernels.disposeAsync();
    }
  }

  /** Runs the cells up to the moment that counts, and calls `scrape` with the 200 pages there. */
  async #callAtItsMoment(servers: GradingServers, started: GradingKernel) {
    const { cells } = this.submission;
    let kernel = started;
    let ran = 0;
    let first: ScrapeEvidence | undefined;
    for (const count of gradingMoments(cells)) {
      kernel = await this.#runCells(kernel, cells.slice(0, count), { ran, servers });
      ran = count;
      first = await this.#callScrape(servers, kernel, "pages");
      if (!isUnattempted(first) || kernel.ended !== undefined) break;
    }
    return { first: first ?? (await this.#callScrape(servers, kernel, "pages")), kernel };
  }

  /** The cell because of which there is no `scrape` to call, or only the one that the lesson brought. */
  #findBroken({ ended, observed }: ScrapeEvidence, kernel: GradingKernel): BrokenCell | undefined {
    if (observed.requests > 0 || (ended !== "not called" && ended !== "not written")) return undefined;
    const about = { isStarter: ended === "not written", isDead: kernel.ended !== undefined };
    return findBrokenCell(this.submission, this.#problems, about);
  }

  /** Of `--timeout`: what a kernel takes to start, or waits for a processor, is not the submission's doing. */
  get #leftS(): number {
    const usedS = this.#started.reduce((sum, { ownS }) => sum + ownS, 0);
    return Math.max(0, this.options.timeoutS - usedS);
  }

  #startKernel(): GradingKernel {
    const kernel = GradingKernel.start(this.sandbox, this.submission.language, this.time);
    if (kernel.pid !== undefined) this.onKernel(kernel.pid);
    this.#started.push(kernel);
    return this.#kernels.use(kernel);
  }

  /**
   * Runs cells, of which the first ones have run in this kernel already. Where it ends, they run once more in a fresh one,
   * without the cell that ended it and those that hung: points that can be given are given.
   *
   * @returns the kernel in which they ran
   */
  async #runCells(
    first: GradingKernel,
    cells: Cells,
    { ran, servers }: { readonly ran: number; readonly servers: GradingServers },
  ): Promise<GradingKernel> {
    const { language } = this.submission;
    const { lost, problems, stopped } = await this.#runCellsIn(first, cells.slice(ran), ran === 0);
    this.#problems = [...this.#problems, ...problems];
    this.#stopped = [...this.#stopped, ...stopped];
    if (!lost) return first;
    this.#problems.push(lostCell(lost.cell, lost.why, language));
    await first[Symbol.asyncDispose]();
    this.#ended = lost.why;
    if (this.#leftS < this.options.timeoutS * shareToRunAgain) return first;
    // A folder that is full would end the next one too, and without the folder the next one could not start.
    renewFolder(this.sandbox);
    servers.writePortFile(this.sandbox);
    const second = this.#startKernel();
    const without = new Set([lost.cell, ...this.#stopped.map(({ cell }) => cell)]);
    const rest = cells.filter(({ number }) => !without.has(number));
    const again = await this.#runCellsIn(second, rest, true);
    this.#problems = [...again.problems, ...this.#stopped, lostCell(lost.cell, lost.why, language)];
    if (again.lost) this.#problems.push(lostCell(again.lost.cell, again.lost.why, language));
    this.#problems.sort((a, b) => a.cell - b.cell);
    this.#ended = again.lost?.why ?? "completed";
    return second;
  }

  async #runCellsIn(kernel: GradingKernel, cells: Cells, isFresh: boolean): Promise<CellsRun> {
    if (isFresh) {
      const never = await kernel.ready(startS);
      // Nothing of the submission has run in it: it is the machine that is short of something.
      if (never) throw new KilledError();
    }
    return await runCells(kernel, cells, this.#leftS * shareOfCells, this.submission.language);
  }

  async #callScrape(
    servers: GradingServers,
    kernel: GradingKernel,
    part: HomeworkPart,
  ): Promise<ScrapeEvidence> {
    const run = servers.open(part);
    // Above the numbers of all cells.
    this.#calls += 1;
    const id = (this.submission.cells.at(-1)?.number ?? 0) + this.#calls;
    const dead = kernel.ended !== undefined;
    const startedMs = this.time.nowMs;
    const answer: Answer = dead
      ? { absent: true, id }
      : await kernel.call("scrape", [run.urls], id, {
          virtualS: homeworkLimits.timeS[part],
          ...limits.call,
          ownS: this.#leftS,
        });
    const callMs = this.time.nowMs - startedMs;
    const endedAt = Date.now();
    if ("ended" in answer) this.#ended = requireOwnEnd(answer.ended);
    if ("stopped" in answer) this.#ended = answer.stopped;
    const allowed = { ...limits.after, ownS: Math.max(this.#leftS, watchedS) };
    const seen = await kernel.watch(() => servers.conclude(run, this.time), allowed);
    return {
      run,
      ...seen,
      callMs,
      endedAt,
      ...endOf(answer),
      value: "returned" in answer ? answer.returned : undefined,
      printed: kernel.printed(id),
    };
  }
}

function endOf(answer: Answer): { readonly ended: CallEnd; readonly error?: ErrorFound } {
  if ("returned" in answer) return { ended: "returned" };
  if ("failed" in answer) {
    const error = errorOf(answer);
    return { ended: error.name === "TodoError" ? "not written" : "threw", error };
  }
  if ("absent" in answer) return { ended: "not called" };
  if ("stopped" in answer) return { ended: answer.stopped === "timed out" ? "timed out" : "never settled" };
  const usedItsTime = answer.ended === "timed out" || answer.ended === "out of CPU time";
  return { ended: usedItsTime ? "timed out" : "process ended" };
}

/** Loaded late, while a kernel starts. */
async function startServers(
  { seed }: GradingTask["options"],
  { base, uid }: Sandbox,
): Promise<GradingServers> {
  const { GradingServers } = await import("./grading-servers.js");
  return await GradingServers.start(seed, join(base, "server"), uid);
}

async function gradeUnread(
  unreadable: string,
  { language, options, sandbox }: Pick<GradingTask, "options" | "sandbox"> & { readonly language: Language },
): Promise<Grade> {
  using time = VirtualTime.start({ turnCpuS: Infinity, standstillS: Infinity });
  await using servers = await startServers(options, sandbox);
  const notCalled = async (part: HomeworkPart): Promise<ScrapeEvidence> => {
    const run = servers.open(part);
    const seen = await servers.conclude(run, time);
    const endedAt = Date.now();
    return { run, ...seen, ended: "not called", callMs: 0, endedAt, value: undefined, printed: "" };
  };
  const pages = await notCalled("pages");
  const failures = await notCalled("failures");
  const judged = judgeHomework({ pages, failures, sequentialMs: NaN });
  return makeGrade(
    { judged, pages, failures, sequentialMs: NaN },
    { language, ended: "not run", problems: [], unreadable },
  );
}
