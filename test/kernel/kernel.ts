/** A real kernel, as the notebook's server would start it, driven through jupyter_client. */
import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect } from "vitest";
import { courseFolder, venvCommand } from "async-lab/course";

/** A message on the channel that every client listens to. */
export interface Published {
  readonly type: string;
  readonly content: {
    readonly name?: string;
    readonly text?: string;
    readonly ename?: string;
    readonly evalue?: string;
    readonly traceback?: readonly string[];
    readonly data?: Readonly<Record<string, unknown>>;
    readonly transient?: { readonly display_id?: string };
    readonly execution_count?: number;
  };
  readonly parent: string;
  /** Whether it belongs to a request of the command that collected it. */
  readonly mine: boolean;
}

export interface Reply {
  readonly status: "ok" | "error" | "aborted" | "complete" | "incomplete" | "invalid";
  readonly execution_count?: number;
  readonly ename?: string;
  readonly evalue?: string;
  readonly traceback?: readonly string[];
  readonly [field: string]: unknown;
}

export interface Execution {
  readonly reply: Reply;
  readonly published: readonly Published[];
  readonly id: string;
}

/** How an interrupted cell ended. */
export interface Ending {
  readonly name: string;
  readonly seconds: number;
  /** What the variable `kept` was afterwards. */
  readonly kept: readonly string[];
}

export interface ExecuteOptions {
  readonly stop_on_error?: boolean;
  readonly silent?: boolean;
  readonly allow_stdin?: boolean;
  readonly store_history?: boolean;
  readonly user_expressions?: Readonly<Record<string, string>>;
}

/** The Python of the course's own environment. */
export const python = venvCommand("python");

export class Kernel {
  readonly pid: number;
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #answers: AsyncIterator<string>;
  readonly #remove: () => Promise<void>;

  private constructor(
    child: ChildProcessWithoutNullStreams,
    answers: AsyncIterator<string>,
    ready: { pid: number },
    remove: () => Promise<void>,
  ) {
    this.#process = child;
    this.#answers = answers;
    this.pid = ready.pid;
    this.#remove = remove;
  }

  /** Starts a kernel in `folder`, else in an empty one far from the course; of `jupyterPath`, or the course's. */
  static async start(
    options: { folder?: string; env?: Record<string, string>; jupyterPath?: string } = {},
  ): Promise<Kernel> {
    const folder = options.folder ?? (await mkdtemp(join(tmpdir(), "async-lab-kernel-")));
    const remove = async () => {
      if (options.folder === undefined) await rm(folder, { recursive: true, force: true });
    };
    const env = { ...process.env, ASYNC_LAB_LANGUAGE: "en", ...options.env };
    const child = spawn(
      python,
      [join(courseFolder(), "test", "kernel", "driver.py"), folder, JSON.stringify(env)],
      {
        stdio: "pipe",
        env: { ...process.env, ...(options.jupyterPath && { JUPYTER_PATH: options.jupyterPath }) },
      },
    );
    child.stderr.pipe(process.stderr);
    const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const first = await answers.next();
    if (first.done) throw new Error("the kernel's driver ended before the kernel was ready");
    return new Kernel(child, answers, JSON.parse(first.value) as never, remove);
  }

  /** Runs a cell. */
  async execute(code: string, options: ExecuteOptions = {}): Promise<Execution> {
    const answer = await this.#ask<Answers>({ op: "execute", code, options });
    return executionOf(answer);
  }

  /** Runs a cell as JupyterLab does, which tells the cell's id, and those of cells that were deleted. */
  async executeAs(cell: string, code: string, deleted: readonly string[] = []): Promise<Execution> {
    return executionOf(await this.#ask<Answers>({ op: "execute", cell, code, deleted }));
  }

  /** Runs a cell that must succeed. */
  async run(code: string): Promise<Execution> {
    const execution = await this.execute(code);
    expect(execution.reply, tracebackOf(execution.reply)).toMatchObject({ status: "ok" });
    return execution;
  }

  /** Sends several cells before the first can have failed. */
  async sendAll(requests: readonly { code: string; options?: ExecuteOptions }[]): Promise<Reply[]> {
    return (await this.#ask<Answers>({ op: "send", requests })).replies;
  }

  /** Runs a cell and presses the stop button when a text is seen. */
  async interrupt(code: string, at: string): Promise<Execution> {
    return executionOf(await this.#ask<Answers>({ op: "interrupt", code, at }));
  }

  /** Runs a cell, and comes back when a text is seen in what it shows. */
  async begin(code: string, at: string): Promise<readonly Published[]> {
    return (await this.#ask<{ published: Published[] }>({ op: "begin", code, at })).published;
  }

  /** Presses the stop button many times, at moments that a seed gives, each time in a new run of the cell. */
  async storm(code: string, at: string, times: number): Promise<readonly Ending[]> {
    return (await this.#ask<{ endings: Ending[] }>({ op: "storm", code, at, times, seed: 13 })).endings;
  }

  /** Sends what no client sends to all sockets, made from a seed. */
  async sendGarbage(seed: number, count: number): Promise<void> {
    await this.#ask({ op: "garbage", seed, count });
  }

  async request(type: string, content: object = {}, control = false): Promise<Reply> {
    return (await this.#ask<{ reply: Reply }>({ op: "request", type, content, control })).reply;
  }

  /** What is published after a cell has ended, until a text is seen in it. */
  async later(until: string): Promise<readonly Published[]> {
    return (await this.#ask<{ published: Published[] }>({ op: "late", until, quiet_s: 10 })).published;
  }

  /** Runs a cell that asks for input, and answers. */
  async answerInput(code: string, answer: string): Promise<Execution & { readonly prompt: string }> {
    const told = await this.#ask<Answers & { prompt: string }>({ op: "answer_input", code, answer });
    return { ...executionOf(told), prompt: told.prompt };
  }

  /** Runs a cell that kills the kernel, which is then restarted as a notebook's server does. */
  async crash(code: string): Promise<{ readonly died: boolean }> {
    return await this.#ask({ op: "crash", code });
  }

  /** Ends the driver as if the notebook's server had been killed. */
  async killDriver(): Promise<void> {
    const ended = once(this.#process, "exit");
    this.#process.kill("SIGKILL");
    await ended;
  }

  /** Sends what no client would send. */
  async sendRaw(message: { frames: readonly string[] } | { key: string; code: string }): Promise<void> {
    await this.#ask({ op: "raw", ...message });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#process.exitCode === null && this.#process.signalCode === null) {
      const ended = once(this.#process, "exit");
      this.#process.stdin.end();
      await ended;
    }
    await this.#remove();
  }

  async #ask<T>(command: object): Promise<T> {
    this.#process.stdin.write(`${JSON.stringify(command)}\n`);
    const answer = await this.#answers.next();
    if (answer.done)
      throw new Error(`the kernel's driver ended during ${JSON.stringify(command).slice(0, 200)}`);
    const value = JSON.parse(answer.value) as T & { failed?: string };
    if (value.failed !== undefined)
      throw new Error(`${value.failed} during ${JSON.stringify(command).slice(0, 200)}`);
    return value;
  }
}

interface Answers {
  readonly replies: Reply[];
  readonly published: Published[];
  readonly ids: string[];
}

function executionOf({ replies: [reply], ids: [id], published }: Answers): Execution {
  if (!reply || id === undefined) throw new Error("no reply");
  return { reply, published, id };
}

/** All that a cell wrote to a stream. */
export function textOf(published: readonly Published[], stream = "stdout"): string {
  return published
    .filter(({ type, content }) => type === "stream" && content.name === stream)
    .map(({ content }) => content.text ?? "")
    .join("");
}

/** The value that a cell ended with, as plain text. */
export function resultOf(execution: Execution): unknown {
  return execution.published.find(({ type }) => type === "execute_result")?.content.data?.["text/plain"];
}

/** A traceback without its colours. */
export function tracebackOf(from: { readonly traceback?: readonly string[] | undefined }): string {
  // eslint-disable-next-line no-control-regex -- the escapes are what is removed
  return (from.traceback ?? []).join("\n").replace(/\u001b\[\d+m/g, "");
}
