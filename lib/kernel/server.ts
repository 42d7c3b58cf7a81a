/**
 * Answers Jupyter's requests, one after another, as the protocol says.
 * @see https://jupyter-client.readthedocs.io/en/stable/messaging.html
 */
import { realTime } from "virtual-time";
import { findShowDisplay, showDisplaySymbol, type ShowDisplay } from "../notebook/index.js";
import { currentCell, type CellContext } from "./cell-context.js";
import { checkComplete, complete, inspectCode } from "./code-help.js";
import { ControlChannel } from "./control.js";
import { words } from "./excerpt.js";
import { InputPrompt } from "./input.js";
import { describeLeft, takeSnapshot, type Snapshot } from "./left-running.js";
import { History } from "./history.js";
import { describeKernel } from "./kernel-info.js";
import { CellOutput } from "./output.js";
import type { Session } from "./session.js";
import { hasDisplay, showValue, toJsonBundle, toMimeBundle } from "./show-value.js";
import { bindSockets, SendQueue, type ConnectionInfo, type Sockets } from "./sockets.js";
import { describeError } from "./traceback.js";
import { setDisplayWriter } from "./tslab.js";
import { UncaughtErrors } from "./uncaught.js";
import { Wire, WireError, type Content, type Message } from "./wire.js";

/** Where a reply goes. */
type SendReply = (frames: Buffer[]) => void;

interface Waiting {
  readonly message: Message;
  /** Set when an earlier cell failed: answer `aborted`, do not run. */
  aborted: boolean;
}

/** What a cell has ended is given this long to be gone, before the cell is said to have left it running. */
const lingerMs = 30;

/** A kernel that listens. */
export class KernelServer {
  readonly #session: Session;
  readonly #sockets: Sockets;
  readonly #wire: Wire;
  readonly #published: SendQueue;
  readonly #shellReplies: SendQueue;
  readonly #control: ControlChannel;
  readonly #output: CellOutput;
  readonly #queue: Waiting[] = [];
  readonly #end: () => void;
  readonly #uncaught = new UncaughtErrors((thrown, cell) => this.#reportUncaught(thrown, cell));
  #working = false;
  #news: string | undefined;
  #executionCount = 0;
  readonly #history = new History();
  readonly #input: InputPrompt;

  private constructor(session: Session, sockets: Sockets, connection: ConnectionInfo, end: () => void) {
    this.#session = session;
    this.#sockets = sockets;
    this.#wire = new Wire(connection.key);
    this.#published = new SendQueue(sockets.iopub);
    this.#shellReplies = new SendQueue(sockets.shell);
    this.#control = new ControlChannel(connection, {
      onMessage: (frames) => this.#own(this.#answerOnControl(frames)),
      onOrphaned: end,
    });
    this.#output = new CellOutput((type, content, parent) => this.#publish(type, content, parent));
    const stdin = new SendQueue(sockets.stdin);
    this.#input = new InputPrompt((content, request) =>
      stdin.send(this.#wire.encode("input_request", content, request, request.identities)),
    );
    this.#end = end;
  }

  /**
   * Binds the sockets and starts to answer.
   *
   * @param end called when a client asked the kernel to shut down, after everything was sent
   */
  static async listen(session: Session, connection: ConnectionInfo, end: () => void): Promise<KernelServer> {
    const server = new KernelServer(session, await bindSockets(connection), connection, end);
    await server.#control.ready;
    server.#publish("status", { execution_state: "starting" }, undefined);
    server.#connectDisplays();
    server.#uncaught.listen();
    server.#output.captureStandardStreams();
    server.#own(server.#receiveOnShell());
    server.#own(server.#receiveOnStdin());
    return server;
  }

  /** Shows an error that nobody caught under the cell that the failing code belongs to. */
  #reportUncaught(thrown: unknown, cell: CellContext | undefined): void {
    if (cell) this.#output.send(cell, "error", { ...describeError(thrown) });
    else process.stderr.write(`${describeError(thrown).traceback.join("\n")}\n`);
  }

  /** Shows a message above the output of the next cell, the first place where a learner will look. */
  tellWithNextCell(message: string): void {
    this.#news = message;
  }

  /** Sends what waits and closes the sockets. */
  async close(): Promise<void> {
    this.#output.flush();
    await Promise.all([this.#published.drained(), this.#shellReplies.drained()]);
    await this.#control.close();
    this.#sockets.close();
  }

  /** A loop that ends with an error ends the kernel: a kernel that no longer listens helps nobody. */
  #own(loop: Promise<void>): void {
    loop.catch((error: unknown) => {
      this.#reportUncaught(error, currentCell());
      this.#end();
    });
  }

  async #receiveOnShell(): Promise<void> {
    for await (const frames of this.#sockets.shell) {
      const message = this.#decode(frames);
      if (!message) continue;
      this.#queue.push({ message, aborted: false });
      if (!this.#working) this.#own(this.#work());
    }
  }

  async #receiveOnStdin(): Promise<void> {
    for await (const frames of this.#sockets.stdin) {
      const message = this.#decode(frames);
      if (message) this.#input.receive(message);
    }
  }

  async #answerOnControl(frames: readonly Buffer[]): Promise<void> {
    const message = this.#decode(frames);
    if (message) await this.#answer({ message, aborted: false }, (reply) => this.#control.reply(reply));
  }

  async #work(): Promise<void> {
    this.#working = true;
    try {
      for (let next = this.#queue.shift(); next; next = this.#queue.shift()) {
        await this.#answer(next, (reply) => this.#shellReplies.send(reply));
      }
    } finally {
      this.#working = false;
    }
  }

  #decode(frames: readonly Buffer[]): Message | undefined {
    try {
      return this.#wire.decode(frames);
    } catch (error) {
      if (!(error instanceof WireError)) throw error;
      console.warn(`A message was refused: ${error.message}.`);
      return undefined;
    }
  }

  async #answer(waiting: Waiting, send: SendReply): Promise<void> {
    const { message } = waiting;
    this.#publish("status", { execution_state: "busy" }, message);
    try {
      const content = await this.#reply(waiting);
      if (content) {
        const type = message.header.msg_type.replace(/_request$/, "_reply");
        send(this.#wire.encode(type, content, message, message.identities));
      }
    } finally {
      this.#publish("status", { execution_state: "idle" }, message);
    }
    if (message.header.msg_type === "shutdown_request") this.#end();
  }

  async #reply({ message, aborted }: Waiting): Promise<Content | undefined> {
    const { content } = message;
    const code = typeof content["code"] === "string" ? content["code"] : "";
    const cursor = typeof content["cursor_pos"] === "number" ? content["cursor_pos"] : code.length;
    try {
      switch (message.header.msg_type) {
        case "kernel_info_request":
          return describeKernel();
        case "execute_request":
          return aborted ? { status: "aborted" } : await this.#execute(message, code);
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
          this.#session.interrupt({ blocked: this.#control.wasTerminated() });
          return { status: "ok" };
        case "shutdown_request":
          return { status: "ok", restart: content["restart"] === true };
        case "debug_request":
          return { status: "error", ename: "NotSupported", evalue: words().noDebugger, traceback: [] };
        default:
          return undefined;
      }
    } catch (error) {
      return { status: "error", ...describeError(error) };
    }
  }

  async #execute(request: Message, code: string): Promise<Content> {
    const { content } = request;
    const silent = content["silent"] === true;
    if (!silent && content["store_history"] !== false) {
      this.#executionCount += 1;
      this.#history.add(this.#executionCount, code);
    }
    const execution_count = this.#executionCount;
    const cell: CellContext = { request, executionCount: execution_count, silent };
    this.#output.send(cell, "execute_input", { code, execution_count });
    if (this.#news !== undefined && !silent) {
      this.#output.write(cell, "stderr", `${this.#news}\n`);
      this.#news = undefined;
    }
    try {
      const before = takeSnapshot(this.#session.variables);
      const { value } = await this.#uncaught.during(cell, () => this.#session.execute(cell, code));
      if (value !== undefined && !silent) {
        const data = await toMimeBundle(value);
        this.#output.send(cell, "execute_result", { execution_count, data, metadata: {} });
      }
      // A cell that ends with a chart or a verdict has been told what it did.
      if (!hasDisplay(value)) await this.#tellLeftRunning(cell, before, code);
      const user_expressions = await this.#evaluate(cell, content["user_expressions"]);
      this.#output.flush();
      return { status: "ok", execution_count, payload: [], user_expressions };
    } catch (thrown) {
      const error = describeError(thrown);
      this.#output.send(cell, "error", { ...error }, true);
      if (content["stop_on_error"] !== false) await this.#abortQueued();
      return { status: "error", execution_count, ...error };
    }
  }

  async #tellLeftRunning(cell: CellContext, before: Snapshot, code: string): Promise<void> {
    this.#output.flush();
    const look = () => describeLeft(before, takeSnapshot(this.#session.variables), code);
    // What has just ended is still listed until the loop has turned, a child process a little longer.
    await new Promise(setImmediate);
    if (look() === undefined) return;
    await realTime.sleep(lingerMs);
    const left = look();
    if (left !== undefined) this.#output.write(cell, "stderr", `${left}\n`);
  }

  /** What a client sent before it could know of the failure is not run; what it sends after the reply is. */
  async #abortQueued(): Promise<void> {
    do await new Promise(setImmediate);
    while (this.#sockets.shell.readable);
    for (const waiting of this.#queue) waiting.aborted = true;
  }

  async #evaluate(cell: CellContext, expressions: unknown): Promise<Content> {
    const results: Record<string, unknown> = {};
    for (const [name, expression] of Object.entries((expressions ?? {}) as Record<string, string>)) {
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

  /** Lets code draw under its cell: the course's library through `findShowDisplay`, and tslab's `display`. */
  #connectDisplays(): void {
    const show: ShowDisplay = (data, { displayId, update = false } = {}) => {
      const cell = currentCell();
      const transient = displayId === undefined ? {} : { display_id: displayId };
      if (cell)
        this.#output.send(cell, update ? "update_display_data" : "display_data", {
          data: toJsonBundle(data),
          metadata: {},
          transient,
        });
    };
    const input = (prompt: unknown = "") =>
      this.#input.ask(currentCell(), typeof prompt === "string" ? prompt : showValue(prompt));
    Object.assign(globalThis, { [showDisplaySymbol]: show, input });
    setDisplayWriter(({ data, transient }, update = false) => {
      const { display_id } = transient;
      findShowDisplay()?.(data, { update, ...(display_id === undefined ? {} : { displayId: display_id }) });
    });
  }

  #publish(type: string, content: Content, parent: Message | undefined): void {
    this.#published.send(this.#wire.encode(type, content, parent, [Buffer.from(type)]));
  }
}
