/** Examines one submission: its cells, then `scrape` with the 200 pages, then with the few that fail. */
import { setTimeout as sleep } from "node:timers/promises";
import {
  judgeBest,
  judgeHomework,
  type CallEnd,
  type ErrorFound,
  type ScrapeEvidence,
} from "../checks/index.js";
import { setLanguage, type Language } from "../notebook/index.js";
import type { HomeworkPart } from "../practice-api/index.js";
import type { ExamServers } from "./exam-servers.js";
import type { CellProblem, Grade, GradedEnd, GradeOptions } from "./grade.js";
import { gradeWords } from "./grade-words.js";
import { GradingKernel, type Answer } from "./grading-kernel.js";
import { stateFolderOf, type Sandbox } from "./kernel-command.js";
import { requireOwnEnd } from "./killed-error.js";
import { limits } from "./limits.js";
import { makeGrade } from "./make-grade.js";
import { guessLanguage, readNotebook, type Submission } from "./read-notebook.js";
import { errorOf, lostCell, runCells, type CellsRun } from "./run-cells.js";
import { emptyFolder } from "./sandbox.js";

/** What is asked of the process that examines one submission. */
export interface ExamTask {
  readonly text: string;
  readonly options: Omit<GradeOptions, "signal">;
  readonly sandbox: Sandbox;
  /** An earlier process was lost over this submission, and how: it is not run again. */
  readonly lost?: string;
}

interface ExamListener {
  /** A kernel was started: whoever ends this process must end that one too. */
  readonly onKernel: (pid: number) => void;
}

/** Of the time that is left: what the cells may take. */
const shareOfCells = 0.5;
/** Of the whole time: what one cell may take, and what must be left to run them once more. */
const shareOfCell = 0.25;
const shareToRunAgain = 0.2;
/** With what a call's end is watched anyway, longer than any wait that the homework asks for. */
const lateMs = 750;
/** A kernel starts in two seconds, on a busy machine in ten. */
const startS = 30;

/**
 * Examines a submission, whatever is in it.
 *
 * @throws KilledError where its kernel was killed
 */
export async function examine(
  { text, options, sandbox, lost }: ExamTask,
  listener: ExamListener,
): Promise<Grade> {
  const language = guessLanguage(text);
  setLanguage(language);
  const words = gradeWords(language);
  if (lost !== undefined) return await gradeUnread(words.lost(lost), { language, options, sandbox });
  const read = readNotebook(text);
  if ("why" in read) return await gradeUnread(words.unreadable(read), { language, options, sandbox });
  setLanguage(read.language);
  const exam = new Examination(read, options, sandbox, listener);
  return await exam.run();
}

class Examination {
  #endsAt = Infinity;
  #problems: CellProblem[] = [];
  #ended: GradedEnd = "completed";
  #calls = 0;

  constructor(
    private readonly submission: Submission,
    private readonly options: ExamTask["options"],
    private readonly sandbox: Sandbox,
    private readonly listener: ExamListener,
  ) {}

  async run(): Promise<Grade> {
    // It starts while the servers do, which load for as long.
    const started = this.#startKernel();
    try {
      await using servers = await startServers(this.options, this.sandbox);
      const measuring = servers.measureSequential();
      // Waited for below; until then its failure is nobody's.
      measuring.catch(() => undefined);
      await using kernel = await this.#runCells(started);
      const sequentialMs = await measuring;
      const call = async (part: HomeworkPart) => ({
        evidence: await this.#callScrape(servers, kernel, part),
      });
      const pages = await call("pages");
      const failures = await call("failures");
      await sleep(lateMs);
      const lookAgain = ({ evidence }: typeof pages) => ({
        evidence: servers.lookAgain(evidence.run, evidence),
      });
      const first = { pages: lookAgain(pages), failures: lookAgain(failures) };
      const { calls, judgements } = await judgeBest(first, call, sequentialMs);
      return makeGrade(
        { judged: judgements, pages: calls.pages.evidence, failures: calls.failures.evidence, sequentialMs },
        { language: this.submission.language, ended: this.#ended, problems: this.#problems },
      );
    } finally {
      await started[Symbol.asyncDispose]();
    }
  }

  get #leftS(): number {
    return Math.max(0, (this.#endsAt - performance.now()) / 1000);
  }

  #startKernel(): GradingKernel {
    const kernel = GradingKernel.start(this.sandbox, this.submission.language);
    if (kernel.pid !== undefined) this.listener.onKernel(kernel.pid);
    return kernel;
  }

  /** Once more in a fresh kernel, without the cell that ended the first one and those that hung: points that can be given are given. */
  async #runCells(first: GradingKernel): Promise<GradingKernel> {
    const { language } = this.submission;
    const { lost, problems, stopped } = await this.#runCellsIn(first, new Set());
    this.#problems = [...problems];
    if (!lost) return first;
    this.#problems.push(lostCell(lost.cell, lost.why, language));
    await first[Symbol.asyncDispose]();
    this.#ended = lost.why;
    if (this.#leftS < this.options.timeoutS * shareToRunAgain) return first;
    // A folder that is full would end the next one too.
    emptyFolder(this.sandbox.folder);
    const second = this.#startKernel();
    const without = [lost.cell, ...stopped.map(({ cell }) => cell)];
    const again = await this.#runCellsIn(second, new Set(without));
    this.#problems = [...again.problems, ...stopped, lostCell(lost.cell, lost.why, language)];
    if (again.lost) this.#problems.push(lostCell(again.lost.cell, again.lost.why, language));
    this.#problems.sort((a, b) => a.cell - b.cell);
    this.#ended = again.lost?.why ?? "completed";
    return second;
  }

  async #runCellsIn(kernel: GradingKernel, without: ReadonlySet<number>): Promise<CellsRun> {
    const never = await kernel.ready(Math.min(startS, this.#leftS));
    // What the first kernel takes to start, on a busy machine or a cold disk, is not the submission's doing.
    this.#endsAt = Math.min(this.#endsAt, performance.now() + this.options.timeoutS * 1000);
    const [cell = { number: 1 }] = this.submission.cells;
    if (never && "ended" in never)
      return { problems: [], stopped: [], lost: { cell: cell.number, why: requireOwnEnd(never.ended) } };
    const { timeoutS } = this.options;
    return await runCells(kernel, this.submission, {
      without,
      cellS: Math.min(limits.cellS, timeoutS * shareOfCell),
      allS: this.#leftS * shareOfCells,
    });
  }

  async #callScrape(
    servers: ExamServers,
    kernel: GradingKernel,
    part: HomeworkPart,
  ): Promise<ScrapeEvidence> {
    const run = servers.open(part);
    // Above the numbers of all cells.
    this.#calls += 1;
    const id = (this.submission.cells.at(-1)?.number ?? 0) + this.#calls;
    const most = part === "pages" ? limits.pagesS : limits.failuresS;
    const dead = kernel.ended !== undefined;
    const startedAt = performance.now();
    const answer: Answer = dead
      ? { absent: true, id }
      : await kernel.call("scrape", [run.urls], id, Math.min(most, this.#leftS));
    const callMs = performance.now() - startedAt;
    if ("ended" in answer) this.#ended = requireOwnEnd(answer.ended);
    if ("stopped" in answer) this.#ended = "timed out";
    const { observed, left } = await servers.conclude(run);
    return {
      run,
      observed,
      left,
      callMs,
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
  if ("stopped" in answer) return { ended: "timed out" };
  return {
    ended:
      answer.ended.startsWith("timed out") || answer.ended.startsWith("out of CPU")
        ? "timed out"
        : "process ended",
  };
}

/** Loaded late: a kernel starts meanwhile. */
async function startServers(
  { seed, delay }: ExamTask["options"],
  { folder, uid }: Sandbox,
): Promise<ExamServers> {
  const { ExamServers } = await import("./exam-servers.js");
  return await ExamServers.start({ seed, delay, uid, stateFolder: stateFolderOf(folder) });
}

async function gradeUnread(
  unreadable: string,
  { language, options, sandbox }: Pick<ExamTask, "options" | "sandbox"> & { readonly language: Language },
): Promise<Grade> {
  await using servers = await startServers(options, sandbox);
  const notCalled = async (part: HomeworkPart): Promise<ScrapeEvidence> => {
    const run = servers.open(part);
    const seen = await servers.conclude(run);
    return { run, ...seen, ended: "not called", callMs: 0, value: undefined, printed: "" };
  };
  const pages = await notCalled("pages");
  const failures = await notCalled("failures");
  const judged = judgeHomework({ pages, failures, sequentialMs: NaN });
  return makeGrade(
    { judged, pages, failures, sequentialMs: NaN },
    { language, ended: "not run", problems: [], unreadable },
  );
}
