import { type ChildProcess, spawn } from "node:child_process";
import type { Readable, Writable } from "node:stream";
import { Guest, type VirtualTime } from "virtual-time";
import {
  commandsFd,
  maxLineBytes,
  messagesFd,
  type PipeCommand,
  type PipeMessage,
} from "@async-lab/kernel/pipe-messages";
import type { Language } from "@async-lab/notebook";
import { endProcesses, whenGone } from "./end-processes.js";
import type { RunEnd } from "./grade.js";
import { kernelCommand, type Sandbox } from "./kernel-command.js";
import { signalsFromOutside } from "./grader-error.js";
import { KernelWatch } from "./kernel-watch.js";
import { limits, type TimeLimits } from "./limits.js";
import { readLines } from "./read-lines.js";
import { readMessage } from "./read-message.js";

/** How an execution ended, as the kernel reports it. */
export type Answer =
  | Extract<PipeMessage, { returned: unknown } | { failed: unknown } | { absent: true }>
  /** It was stopped, and the kernel is well. */
  | { readonly stopped: "waits for ever" | "timed out" }
  /** The kernel has ended. */
  | { readonly ended: RunEnd };

/** After being asked to stop what runs, a kernel answers at once, unless it computes or is blocked. */
const stopPatience = { cpuS: 1, idleS: 5 };
/** The longest message by which a kernel says that it is quiet, in characters: some for each of its connections. */
const longestAnswer = 32 * 1024;
/** Kept of what an execution prints, in characters. */
const maxKept = 64 * 1024;
const maxErrors = 8 * 1024;

interface Waiting {
  readonly id: number;
  readonly settle: (answer: Answer) => void;
}

/**
 * The kernel of one submission, in its sandbox, on the virtual clock of the grading run. What comes from it is the submission's word.
 */
export class GradingKernel implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly #sandbox: Sandbox;
  readonly #time: VirtualTime;
  readonly #guest = new Guest((time) => this.#send({ time }));
  readonly #watch: KernelWatch | undefined;
  readonly #ready = Promise.withResolvers<Answer | undefined>();
  readonly #printed = new Map<number, string>();
  /** When it was ready, by its own clock. */
  #readyS: number | undefined;
  /** The last that it wrote to its standard error past the kernel: what Node says before it dies. */
  #errors = "";
  #bytes = 0;
  #waiting: Waiting | undefined;
  #ended: RunEnd | undefined;

  private constructor(child: ChildProcess, sandbox: Sandbox, time: VirtualTime) {
    this.#child = child;
    this.#sandbox = sandbox;
    this.#time = time;
    this.#watch =
      child.pid === undefined
        ? undefined
        : new KernelWatch(child.pid, sandbox.folder, (why) => this.#end(why));
    const [, stdout, stderr, messages, commands] = child.stdio as [
      unknown,
      Readable,
      Readable,
      Readable,
      Writable,
    ];
    for (const stream of [stdout, stderr, messages]) {
      stream.on("data", (chunk: Buffer) => this.#count(chunk.length)).on("error", () => undefined);
    }
    // A submission that is gone reads nothing.
    commands.on("error", () => undefined);
    stdout.on("data", (chunk: Buffer) => this.#keep(this.#waiting?.id ?? 0, chunk.toString()));
    stderr.on(
      "data",
      (chunk: Buffer) => (this.#errors = (this.#errors + chunk.toString()).slice(-maxErrors)),
    );
    readLines(messages, {
      longest: maxLineBytes + 1024,
      onLine: (line) => this.#receive(readMessage(line), line.length),
    });
    // The system has no process left, or no memory: it never began.
    child.once("error", () => this.#noteEnd("killed"));
    child.once("exit", (_code, signal) => this.#noteEnd(this.#reasonOf(signal)));
  }

  /**
   * Starts a kernel; `ready` resolves when it can take cells.
   *
   * @param time the clock of the grading run, which the kernel follows from then on
   */
  static start(sandbox: Sandbox, language: Language, time: VirtualTime): GradingKernel {
    const { file, args, env } = kernelCommand(sandbox, language);
    const { uid, folder } = sandbox;
    const child = spawn(file, args, {
      cwd: folder,
      env,
      stdio: ["ignore", "pipe", "pipe", "pipe", "pipe"],
      detached: process.platform !== "win32",
      windowsHide: true,
      ...(uid === undefined ? {} : { uid, gid: uid }),
    });
    return new GradingKernel(child, sandbox, time);
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Why it has ended, if it has. */
  get ended(): RunEnd | undefined {
    return this.#ended;
  }

  /** What it has used until the last sample: CPU time in seconds, memory in bytes. */
  get used(): { readonly cpuS: number; readonly maxResident: number } {
    return { cpuS: this.#watch?.cpuS ?? 0, maxResident: this.#watch?.maxResident ?? 0 };
  }

  /** Seconds of its own real time since it was ready, or until it ended. */
  get ownS(): number {
    return this.#readyS === undefined ? 0 : (this.#watch?.own.seconds ?? 0) - this.#readyS;
  }

  /** Resolves when it can take cells; with an answer where it never will. A start takes real time, of its own. */
  async ready(seconds: number): Promise<Answer | undefined> {
    const limit = this.#watch?.own.after(seconds, () => this.#end("timed out"));
    try {
      const never = await this.#ready.promise;
      this.#readyS ??= this.#watch?.own.seconds;
      if (!never) this.#time.attach(this.#guest);
      return never;
    } finally {
      limit?.[Symbol.dispose]();
    }
  }

  /** Runs a cell. */
  async run(code: string, id: number, allowed: TimeLimits): Promise<Answer> {
    const answer = await this.#ask({ run: code, id }, allowed);
    if ("ended" in answer) return answer;
    // Between two samples of the watch a cell can fill the folder and end, and the next one would be blamed.
    if (await this.#watch?.hasWrittenTooMuch()) this.#end("flooded its output");
    return this.#ended === undefined ? answer : { ended: this.#ended };
  }

  /** Calls a function that the cells have left. */
  call(name: string, args: readonly unknown[], id: number, allowed: TimeLimits): Promise<Answer> {
    return this.#ask({ call: name, with: args, id }, allowed);
  }

  /** Does something that lets virtual time go on while nothing is asked of the kernel; one that takes too long is ended. */
  async watch<T>(work: () => Promise<T>, allowed: Omit<TimeLimits, "virtualS">): Promise<T> {
    return await this.#limited(allowed, () => this.#end("timed out"), work);
  }

  /** What was printed while this ran; the end, where it was much. */
  printed(id: number): string {
    return this.#printed.get(id) ?? "";
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#end("completed");
    await whenGone(this.#child);
    endProcesses(undefined, this.#sandbox.uid);
    this.#watch?.[Symbol.dispose]();
  }

  async #ask(command: PipeCommand & { readonly id: number }, allowed: TimeLimits): Promise<Answer> {
    if (this.#ended) return { ended: this.#ended };
    const { promise, resolve } = Promise.withResolvers<Answer>();
    this.#waiting = { id: command.id, settle: resolve };
    let isStopped = false;
    const stop = () => {
      if (isStopped) return;
      isStopped = true;
      this.#send({ interrupt: true });
      this.#watch?.allow(stopPatience, () => this.#end("timed out"));
    };
    const orStopped = (answer: Answer, why: "waits for ever" | "timed out"): Answer =>
      "ended" in answer ? answer : { stopped: why };
    try {
      return await this.#limited(allowed, stop, async () => {
        this.#send(command);
        const result = await this.#time.run(() => promise, allowed.virtualS * 1000);
        if (result.status === "fulfilled")
          return isStopped ? orStopped(result.value, "timed out") : result.value;
        const waitsForEver = result.status === "unsettled" && result.why === "nothing-left" && !isStopped;
        stop();
        return orStopped(await promise, waitsForEver ? "waits for ever" : "timed out");
      });
    } finally {
      this.#waiting = undefined;
    }
  }

  /** Calls `onUsed` when, before the work is done, more is used than allowed. */
  async #limited<T>(
    { cpuS, idleS, ownS = Infinity }: Omit<TimeLimits, "virtualS">,
    onUsed: () => void,
    work: () => Promise<T>,
  ): Promise<T> {
    const limit = ownS === Infinity ? undefined : this.#watch?.own.after(ownS, onUsed);
    this.#watch?.allow({ cpuS, idleS }, onUsed);
    try {
      return await work();
    } finally {
      limit?.[Symbol.dispose]();
      this.#watch?.allowAll();
    }
  }

  #send(command: PipeCommand): void {
    (this.#child.stdio[commandsFd] as Writable).write(`${JSON.stringify(command)}\n`);
  }

  #receive(message: PipeMessage | undefined, length: number): void {
    if (!message) return;
    if ("time" in message) {
      // What it was asked for is no flood, unless it makes it long.
      if (this.#guest.receive(message.time)) this.#count(-Math.min(length, longestAnswer));
    } else if ("ready" in message) this.#ready.resolve(undefined);
    else if ("stdout" in message) this.#keep(message.id, message.stdout);
    else if ("stderr" in message) this.#keep(message.id, message.stderr);
    else if ("dropped" in message) return;
    else if (message.id === this.#waiting?.id) this.#waiting.settle(message);
  }

  #keep(id: number, text: string): void {
    const kept = this.#printed.get(id) ?? "";
    if (!this.#printed.has(id) && this.#printed.size > 2 * limits.cells) return;
    this.#printed.set(id, (kept + text).slice(-maxKept));
  }

  #count(bytes: number): void {
    this.#bytes += bytes;
    if (this.#bytes > limits.output) this.#end("flooded its output");
  }

  #end(why: RunEnd): void {
    if (this.#ended) return;
    this.#noteEnd(why);
    endProcesses(this.#child.pid, undefined);
    // Nothing more is read: what a flood has left in the pipe is not waited for.
    for (const fd of [1, 2, messagesFd]) (this.#child.stdio[fd] as Readable).destroy();
  }

  #noteEnd(why: RunEnd): void {
    this.#ended ??= why;
    this.#watch?.[Symbol.dispose]();
    this.#ready.resolve({ ended: this.#ended });
    this.#waiting?.settle({ ended: this.#ended });
    this.#guest.close();
  }

  #reasonOf(signal: NodeJS.Signals | null): RunEnd {
    if (signal === "SIGXCPU") return "out of CPU time";
    if (!signalsFromOutside.includes(signal)) {
      // It ended by itself either way: what it writes there only chooses the sentence.
      return /heap out of memory|Allocation failed|Out of memory/i.test(this.#errors)
        ? "out of memory"
        : "process ended";
    }
    // The system kills what has used up its time or the machine's memory; any other program may kill it too.
    if (this.used.cpuS >= limits.cpuS - 1) return "out of CPU time";
    return this.used.maxResident >= limits.resident / 2 ? "out of memory" : "killed";
  }
}
