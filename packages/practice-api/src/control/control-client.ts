import { connect, type Socket } from "node:net";
import type { HomeworkPage } from "../homework-run.js";
import { PracticeApiError } from "../errors.js";
import type { RunReport } from "../run-record.js";
import { host, type ServerState } from "../state-folder.js";
import {
  type ControlAnswer,
  type HomeworkRequest,
  type ObserveRequest,
  type Welcome,
  readLines,
  sendLine,
} from "./messages.js";

/** A connection to the practice API's control port; while it is open, the server stays. */
export interface ControlConnection extends Disposable {
  readonly welcome: Welcome;
  readonly open: boolean;
  /** Resolves when the server is gone. */
  readonly closed: Promise<void>;
  /** Keeps this process alive as long as the server lives. */
  keepProcessAlive(): void;
  observe(run: string): Promise<RunReport>;
  /** Opens a run as homework. */
  openHomework(asked: HomeworkRequest): Promise<readonly HomeworkPage[]>;
}

interface Waiting {
  resolve(answer: ControlAnswer): void;
  reject(error: PracticeApiError): void;
}

const connectTimeoutMs = 3000;

/**
 * Connects to the server that the state file tells of.
 *
 * An idle connection does not keep the process alive.
 *
 * @returns `undefined` if nobody answers there, or somebody else does
 */
export function connectControl(state: ServerState): Promise<ControlConnection | undefined> {
  const { promise, resolve } = Promise.withResolvers<ControlConnection | undefined>();
  const socket = connect({ host, port: state.controlPort });
  socket.setNoDelay(true);
  const timer = setTimeout(() => socket.destroy(), connectTimeoutMs);
  // What follows an error is "close"; that is where it is dealt with.
  socket.on("error", () => undefined);
  socket.once("close", () => {
    clearTimeout(timer);
    resolve(undefined);
  });
  let connection: OpenConnection | undefined;
  readLines(socket, (message) => {
    if (connection) return connection.receive(message as ControlAnswer);
    clearTimeout(timer);
    connection = new OpenConnection(socket, message as Welcome);
    resolve(connection);
  });
  sendLine(socket, { token: state.token });
  return promise;
}

class OpenConnection implements ControlConnection {
  open = true;
  readonly closed: Promise<void>;
  private keepsAlive = false;
  private lastId = 0;
  private readonly waiting = new Map<number, Waiting>();

  constructor(
    private readonly socket: Socket,
    readonly welcome: Welcome,
  ) {
    socket.unref();
    this.closed = new Promise((resolve) => socket.once("close", () => resolve()));
    socket.once("close", () => {
      this.open = false;
      for (const { reject } of this.waiting.values()) reject(stopped());
      this.waiting.clear();
    });
  }

  keepProcessAlive(): void {
    this.keepsAlive = true;
    this.socket.ref();
  }

  async observe(run: string): Promise<RunReport> {
    const answer = await this.ask({ observe: run });
    if (!("report" in answer)) throw stopped();
    if (answer.report !== "dropped") return answer.report;
    throw new PracticeApiError(
      "the practice API has dropped its record of this run to make room for newer ones",
    );
  }

  async openHomework(asked: HomeworkRequest): Promise<readonly HomeworkPage[]> {
    const answer = await this.ask(asked);
    if ("pages" in answer) return answer.pages;
    throw new PracticeApiError(
      "the practice API that runs is an older one, without homework: restart the kernels of all notebooks of the course",
    );
  }

  [Symbol.dispose](): void {
    this.socket.destroy();
  }

  private ask(asked: ObserveRequest | HomeworkRequest): Promise<ControlAnswer> {
    return new Promise((resolve, reject) => {
      if (!this.open) return reject(stopped());
      const id = (this.lastId += 1);
      this.waiting.set(id, { resolve, reject });
      this.socket.ref();
      sendLine(this.socket, { id, ...asked });
    });
  }

  receive(answer: ControlAnswer): void {
    const waiting = this.waiting.get(answer.id);
    this.waiting.delete(answer.id);
    if (this.waiting.size === 0 && !this.keepsAlive) this.socket.unref();
    waiting?.resolve(answer);
  }
}

function stopped(): PracticeApiError {
  return new PracticeApiError(
    "the practice API was stopped, and its record of this run with it: call practiceApi() again and repeat the run",
  );
}
