/**
 * Answers Jupyter's requests, one after another, as the protocol says.
 * @see https://jupyter-client.readthedocs.io/en/stable/messaging.html
 */
import type { ChildProcess } from "node:child_process";
import { realTime } from "virtual-time";
import { isStopped, type CellContext } from "./cell-context.js";
import { checkComplete, complete, inspectCode } from "./code-help.js";
import { cancelWork, noteChild } from "./cell-work.js";
import { Channels, type Incoming } from "./channels.js";
import { watchSpawns } from "./child-processes.js";
import { connectDisplays } from "./displays.js";
import { messages } from "./messages/index.js";
import { InputPrompt } from "./input.js";
import { History } from "./history.js";
import { describeKernel } from "./kernel-info.js";
import { LeftOver } from "./left-over.js";
import { CellOutput } from "./output.js";
import type { Session } from "./session.js";
import { hasDisplay, toMimeBundle } from "./show-value.js";
import type { ConnectionInfo } from "./sockets.js";
import { cleanAfterTermination, protect } from "./termination.js";
import { describeError } from "./traceback.js";
import { UncaughtErrors } from "./uncaught.js";
import type { Content, Message } from "./wire.js";

/** A request on its way to its reply. */
interface Turn {
  readonly channel: Incoming;
  readonly message: Message;
  /** Set when an earlier cell failed: answer `aborted`, do not run. */
  aborted: boolean;
  /** The cell that it runs. */
  cell?: CellContext;
  interrupts: number;
  finished: boolean;
}

/** An interrupted request has this long to end by itself. */
const abandonAfterMs = 400;

/** A kernel that listens. */
export class KernelServer {
  readonly #session: Session;
  readonly #channels: Channels;
  readonly #output: CellOutput;
  readonly #queue: Turn[] = [];
  readonly #end: () => void;
  readonly #uncaught = new UncaughtErrors((thrown, cell) => this.#reportUncaught(thrown, cell));
  /** The request of the shell channel that is being answered. */
  #turn: Turn | undefined;
  #notice: string | undefined;
  #executionCount = 0;
  readonly #history = new History();
  readonly #input: InputPrompt;

  private constructor(session: Session, connection: ConnectionInfo, end: () => void) {
    this.#session = session;
    this.#end = end;
    const handlers = {
      onMessage: (channel: Incoming, message: Message) => this.#receive(channel, message),
      onInterruptAgain: () => this.interrupt(),
      onOrphaned: end,
    };
    this.#channels = new Channels(connection, handlers, end);
    this.#output = new CellOutput((type, content, parent) => this.#publish(type, content, parent));
    this.#input = new InputPrompt((content, request) =>
      this.#channels.send("stdin", "input_request", content, request),
    );
  }

  /**
   * Binds the sockets and starts to answer.
   *
   * @param end called when a client asked the kernel to shut down, after everything was sent
   */
  static async listen(session: Session, connection: ConnectionInfo, end: () => void): Promise<KernelServer> {
    const server = new KernelServer(session, connection, end);
    await server.#channels.ready;
    server.#publish("status", { execution_state: "starting" }, undefined);
    connectDisplays(server.#output, server.#input);
    server.#uncaught.listen();
    watchSpawns((...spawned) => server.#noteChild(...spawned));
    server.#output.captureStandardStreams();
    return server;
  }

  #noteChild(child: ChildProcess, pid: number, isDetached: boolean): void {
    // One that is to go on by itself does, until the kernel ends.
    if (!isDetached) noteChild(child, pid);
    this.#channels.noteChild(pid, true);
    child.once("exit", () => this.#channels.noteChild(pid, false));
  }

  /** Shows an error that nobody caught under the cell that the failing code belongs to. */
  #reportUncaught(thrown: unknown, cell: CellContext | undefined): void {
    if (cell) this.#output.send(cell, "error", { ...describeError(thrown) });
    else process.stderr.write(`${describeError(thrown).traceback.join("\n")}\n`);
  }

  /** Shows a message above the output of the next cell, the first place where a learner will look. */
  showWithNextCell(message: string): void {
    this.#notice = message;
  }

  /** Sends what waits and closes the sockets; the process must end then. */
  async close(): Promise<void> {
    this.#output.flush();
    await this.#channels.close();
  }

  #receive(channel: Incoming, message: Message): void {
    if (channel === "stdin") return this.#input.receive(message);
    const turn: Turn = { channel, message, aborted: false, interrupts: 0, finished: false };
    const { msg_type: type } = message.header;
    if (channel === "control" && type === "interrupt_request") this.interrupt();
    // Cells run one after another, whatever they come on.
    if (channel === "control" && type !== "execute_request") return this.#begin(turn);
    this.#queue.push(turn);
    this.#beginNext();
  }

  #beginNext(): void {
    if (this.#turn) return;
    this.#turn = this.#queue.shift();
    if (this.#turn) this.#begin(this.#turn);
  }

  #begin(turn: Turn): void {
    this.#publish("status", { execution_state: "busy" }, turn.message);
    // The message is taken; what answers it may call the learner's code, and must be free to be terminated.
    realTime.setImmediate(() => void this.#answer(turn));
  }

  async #answer(turn: Turn): Promise<void> {
    let content: Content | undefined;
    try {
      content = await this.#reply(turn);
    } catch (error) {
      content = { status: "error", ...describeError(error) };
    }
    this.#finish(turn, content);
  }

  /** Sends the reply, unless an interrupt was quicker. */
  #finish(turn: Turn, content: Content | undefined): void {
    protect(() => {
      if (turn.finished) return;
      turn.finished = true;
      const { channel, message } = turn;
      const type = message.header.msg_type.replace(/_request$/, "_reply");
      if (content) this.#channels.send(channel, type, content, message);
      this.#publish("status", { execution_state: "idle" }, message);
      if (message.header.msg_type === "shutdown_request") return this.#end();
      if (turn !== this.#turn) return;
      this.#turn = undefined;
      this.#channels.noteStopped();
      this.#beginNext();
    });
  }

  /** Stops what is being answered, wherever that has come to; whatever of it was terminated, the reply is sent. */
  interrupt(): void {
    const turn = this.#turn;
    const blocked = this.#channels.wasTerminated();
    if (blocked) cleanAfterTermination();
    if (!turn) return this.#channels.noteStopped();
    turn.interrupts += 1;
    // What is terminated after its cell has ended, as when its result is shown, has nobody to tell of it.
    const isLost = turn.interrupts > 1 || (blocked && !this.#session.isRunning);
    const error = this.#session.interrupt({ blocked });
    if (isLost) realTime.setImmediate(() => this.#abandon(turn, error));
    else realTime.setTimeout(() => this.#abandon(turn, error), abandonAfterMs).unref();
  }

  #abandon(turn: Turn, thrown: unknown): void {
    if (turn.finished) return;
    this.#session.abandon();
    if (turn.cell) cancelWork(turn.cell, this.#session.variables);
    const error = describeError(thrown);
    for (const waiting of this.#queue) waiting.aborted = true;
    if (turn.cell) this.#output.send(turn.cell, "error", { ...error }, true);
    this.#finish(turn, { status: "error", execution_count: turn.cell?.executionCount, ...error });
  }

  async #reply(turn: Turn): Promise<Content | undefined> {
    const { message, aborted } = turn;
    const { content } = message;
    const code = typeof content["code"] === "string" ? content["code"] : "";
    const cursor = typeof content["cursor_pos"] === "number" ? content["cursor_pos"] : code.length;
    try {
      switch (message.header.msg_type) {
        case "kernel_info_request":
          return describeKernel();
        case "execute_request":
          return aborted ? { status: "aborted" } : await this.#execute(turn, code);
        case "complete_request":
          return complete(this.#session, code, cursor);
        case "inspect_request":
          return inspectCode(this.#session, code, cursor, Number(content["detail_level"] ?? 0));
        case "is_complete_request":
          return checkComplete(code);
        case "history_request":
          return this.#history.answer(content);
        case "comm_info_request":
          return { status: "ok", comms: {} };
        case "interrupt_request":
          return { status: "ok" };
        case "shutdown_request":
          return { status: "ok", restart: content["restart"] === true };
        case "debug_request":
          return { status: "error", ename: "NotSupported", evalue: messages().noDebugger, traceback: [] };
        default:
          return undefined;
      }
    } catch (error) {
      return { status: "error", ...describeError(error) };
    }
  }

  async #execute(turn: Turn, code: string): Promise<Content> {
    const { message: request } = turn;
    const { content } = request;
    const silent = content["silent"] === true;
    if (!silent && content["store_history"] !== false) {
      this.#executionCount += 1;
      this.#history.add(this.#executionCount, code);
    }
    const execution_count = this.#executionCount;
    const { cellId, deletedCells } = request.metadata ?? {};
    const cell: CellContext = {
      request,
      executionCount: execution_count,
      cellId: typeof cellId === "string" ? cellId : undefined,
      silent,
    };
    if (Array.isArray(deletedCells)) this.#session.names.noteDeleted(deletedCells);
    turn.cell = cell;
    this.#channels.noteCell();
    this.#output.send(cell, "execute_input", { code, execution_count });
    if (this.#notice !== undefined && !silent) {
      this.#output.write(cell, "stderr", `${this.#notice}\n`);
      this.#notice = undefined;
    }
    const left = new LeftOver(cell, code, this.#output, this.#session);
    try {
      const { value } = await this.#uncaught.during(cell, () => this.#session.execute(cell, code));
      if (value !== undefined && !silent) {
        const data = await toMimeBundle(value);
        this.#output.send(cell, "execute_result", { execution_count, data, metadata: {} });
      }
      // A cell that ends with a chart or a verdict has been told what it did.
      if (!hasDisplay(value)) await left.report();
      const user_expressions = await this.#evaluate(cell, content["user_expressions"]);
      this.#output.flush();
      return { status: "ok", execution_count, payload: [], user_expressions };
    } catch (thrown) {
      if (isStopped(cell)) await left.cancel();
      const error = describeError(thrown);
      if (!turn.finished) this.#output.send(cell, "error", { ...error }, true);
      if (content["stop_on_error"] !== false) await this.#abortQueued();
      return { status: "error", execution_count, ...error };
    }
  }

  /** What a client sent before it could know of the failure is not run; what it sends after the reply is. */
  async #abortQueued(): Promise<void> {
    await this.#channels.catchUp();
    for (const waiting of this.#queue) waiting.aborted = true;
  }

  async #evaluate(cell: CellContext, expressions: unknown): Promise<Content> {
    const results: Record<string, unknown> = {};
    if (typeof expressions !== "object" || expressions === null) return results;
    for (const [name, expression] of Object.entries(expressions) as [string, unknown][]) {
      if (typeof expression !== "string") continue;
      try {
        const context = { ...cell, silent: true, isExpression: true };
        // The line break ends a comment that the expression ends with.
        const { value } = await this.#session.execute(context, `(${expression}\n)`);
        results[name] = { status: "ok", data: await toMimeBundle(value), metadata: {} };
      } catch (thrown) {
        results[name] = { status: "error", ...describeError(thrown) };
      }
    }
    return results;
  }

  #publish(type: string, content: Content, parent: Message | undefined): void {
    this.#channels.send("iopub", type, content, parent);
  }
}
